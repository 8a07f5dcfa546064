// Writing choices down, reading them back, weighing them anew.
#include "dispatch/replay.h"

#include <charconv>
#include <optional>
#include <tuple>

namespace lamplight {
namespace {

// The piece of `text` up to `end`, which is taken off with it.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  const std::string_view piece = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return piece;
}

std::optional<Cost> term_of(std::string_view text) {
  const std::string_view name = take_until(text, '=');
  const auto term = cost_term_named(name);
  int amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (!term || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Cost{*term, 0, amount};
}

struct Weighed {
  std::int64_t cost_s = 0;
  WorkerId worker;
  int way_s = 0;
  bool operator<(const Weighed& other) const {
    return std::tie(cost_s, worker) < std::tie(other.cost_s, other.worker);
  }
};

Weighed weighed(const Considered& considered, const Weights& weights) {
  Weighed sum{.worker = considered.worker};
  for (const Cost& cost : considered.terms) {
    sum.cost_s += price_s(cost.term, cost.amount, weights);
    if (cost.term == CostTerm::travel) sum.way_s = cost.amount;
  }
  return sum;
}

Weighed best_of(const PastChoice& choice, const Weights& weights) {
  Weighed best = weighed(choice.considered.front(), weights);
  for (const Considered& considered : choice.considered) best = std::min(best, weighed(considered, weights));
  return best;
}

}  // namespace

std::string written(std::span<const Considered> considered) {
  std::string text;
  for (const Considered& one : considered) {
    if (!text.empty()) text += ';';
    text += one.worker.text();
    for (const Cost& cost : one.terms) {
      text += ' ';
      text += name_of(cost.term);
      text += '=' + std::to_string(cost.amount);
    }
  }
  return text;
}

std::vector<Considered> read_considered(std::string_view text) {
  std::vector<Considered> all;
  while (!text.empty()) {
    std::string_view piece = take_until(text, ';');
    Considered one{.worker = WorkerId{std::string(take_until(piece, ' '))}, .terms = {}};
    bool understood = !one.worker.empty() && !piece.empty();
    while (!piece.empty()) {
      const auto term = term_of(take_until(piece, ' '));
      understood = understood && term.has_value();
      if (term) one.terms.push_back(*term);
    }
    if (understood) all.push_back(std::move(one));
  }
  return all;
}

ReplayFigures replay(std::span<const PastChoice> choices, const Weights& present, const Weights& other) {
  ReplayFigures figures;
  for (const PastChoice& choice : choices) {
    if (choice.considered.empty()) continue;
    const Weighed was = best_of(choice, present);
    const Weighed would_be = best_of(choice, other);
    ++figures.choices;
    figures.changed += was.worker != would_be.worker ? 1 : 0;
    figures.way_s += was.way_s;
    figures.other_way_s += would_be.way_s;
    figures.misses_near += was.way_s > k_miss_near_s ? 1 : 0;
    figures.other_misses_near += would_be.way_s > k_miss_near_s ? 1 : 0;
    figures.misses_far += was.way_s > k_miss_far_s ? 1 : 0;
    figures.other_misses_far += would_be.way_s > k_miss_far_s ? 1 : 0;
  }
  return figures;
}

}  // namespace lamplight
