// Gathering needs from the kind, the record and the rules about evidence.
#include "dispatch/needs.h"

#include <algorithm>
#include <optional>
#include <set>

namespace lamplight {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool contains(std::string_view words, std::string_view part) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(words.begin(), words.end(), part.begin(), part.end(), same) != words.end() || part.empty();
}

bool is(const std::optional<AlarmKind>& wanted, AlarmKind kind) { return !wanted || *wanted == kind; }

// Of the two either may have come first, and the words may be in either.
bool fits(const EvidenceRule& rule, const Said& one, const Said& other) {
  const bool kinds = (is(rule.kind, one.kind) && *rule.beside == other.kind) ||
                     (is(rule.kind, other.kind) && *rule.beside == one.kind);
  return kinds && (contains(one.words, rule.says) || contains(other.words, rule.says));
}

bool fits(const EvidenceRule& rule, const Said& said, std::span<const Said> before) {
  if (!rule.beside) return is(rule.kind, said.kind) && contains(said.words, rule.says);
  return std::any_of(before.begin(), before.end(), [&](const Said& other) { return fits(rule, said, other); });
}

}  // namespace

std::vector<SkillCode> needs_of(const ResidentCard* resident, AlarmKind kind, const Policies& policies) {
  std::set<SkillCode> all;
  if (resident != nullptr) all.insert(resident->needs.begin(), resident->needs.end());
  if (const auto found = policies.needs.find(kind); found != policies.needs.end()) {
    all.insert(found->second.begin(), found->second.end());
  }
  return {all.begin(), all.end()};
}

std::vector<SkillCode> needs_of(const ResidentCard* resident, const Said& said, std::span<const Said> before,
                                const Policies& policies) {
  const std::vector<SkillCode> usual = needs_of(resident, said.kind, policies);
  std::set<SkillCode> all(usual.begin(), usual.end());
  for (const EvidenceRule& rule : policies.evidence) {
    if (fits(rule, said, before)) all.insert(rule.needs.begin(), rule.needs.end());
  }
  return {all.begin(), all.end()};
}

bool compares_evidence(AlarmKind kind, const Policies& policies) {
  return std::any_of(policies.evidence.begin(), policies.evidence.end(), [&](const EvidenceRule& rule) {
    return rule.beside && (is(rule.kind, kind) || *rule.beside == kind);
  });
}

}  // namespace lamplight
