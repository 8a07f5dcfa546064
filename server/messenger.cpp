// Claim, word, send, settle; one after another.
#include "server/messenger.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>

#include "server/clock.h"
#include "server/crash_point.h"
#include "server/notify/message_words.h"

namespace lamplight::server {
namespace {

constexpr Millis k_poll{250};
constexpr std::size_t k_batch_max = 8;
// Longer than a batch can take with every time-out in it.
constexpr Millis k_message_hold{120'000};
constexpr std::array<int, 6> k_waits_s{2, 4, 8, 15, 30, 60};
constexpr int k_attempts_max = 9;  // some four minutes

}  // namespace

std::optional<Millis> message_retry_after(int attempts, double dice) {
  if (attempts >= k_attempts_max) return std::nullopt;
  const auto place = std::min<std::size_t>(k_waits_s.size() - 1, static_cast<std::size_t>(std::max(0, attempts - 1)));
  return Millis{static_cast<std::int64_t>(k_waits_s.at(place) * 1000 * (0.75 + dice / 2))};
}

Messenger::Messenger(db::Pool& pool, const ResidentCards& cards, const NotifySettings& settings,
                     std::vector<std::unique_ptr<Notifier>> ways, const Clock& clock, MessageFigures& figures,
                     Changed changed)
    : messages_(pool),
      cards_(cards),
      language_(settings.language),
      ways_(std::move(ways)),
      clock_(clock),
      figures_(figures),
      changed_(std::move(changed)),
      thread_("messenger", [this](const std::stop_token& stop) { run(stop); }) {}

void Messenger::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    if (send_due()) continue;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_poll, [] { return false; });
  }
}

bool Messenger::send_due() {
  const auto claimed = messages_.claim(clock_.now(), k_batch_max, k_message_hold);
  if (!claimed || claimed.value().empty()) return false;
  for (const db::ClaimedMessage& one : claimed.value()) send(one);
  return true;
}

Notifier* Messenger::notifier(Channel channel) const {
  for (const auto& way : ways_) {
    if (way->channel() == channel) return way.get();
  }
  return nullptr;
}

// In the order in which they are tried, each once. The end goes the way that the beginning went, if that is still one.
std::vector<Messenger::Way> Messenger::ways_to(const db::ClaimedMessage& claimed, const db::Reach& reach) {
  std::vector<Way> ways;
  const auto add = [&](Channel channel, const std::string& address) {
    Notifier* way = notifier(channel);
    if (way == nullptr || (channel != Channel::webhook && address.empty())) return;
    const auto known = [&](const Way& one) { return one.notifier == way; };
    if (std::none_of(ways.begin(), ways.end(), known)) ways.push_back({way, address});
  };
  if (claimed.message.to == Recipient::desk) {
    add(Channel::webhook, {});
    return ways;
  }
  if (claimed.message.to == Recipient::home) {
    add(Channel::home, claimed.message.whom);
    return ways;
  }
  if (const auto earlier = messages_.earlier(claimed.message); earlier && earlier.value() && earlier.value()->channel) {
    add(*earlier.value()->channel, earlier.value()->address);
  }
  if (reach.wish == "phone") return ways;
  if (reach.wish == "email") add(Channel::email, reach.email);
  add(Channel::sms, reach.phone);
  if (reach.wish != "email") add(Channel::email, reach.email);
  return ways;
}

Letter Messenger::letter_of(const Message& message, const db::MessageFacts& facts, const db::Reach& reach) {
  std::string address;
  if (message.to == Recipient::worker && message.about == MessageAbout::assigned && facts.resident) {
    if (const auto card = cards_.card(*facts.resident)) address = card->address;
  }
  Worded worded = words_of(message, facts, reach.language.empty() ? language_ : reach.language, address);
  return {message.id, {}, std::move(worded.subject), std::move(worded.text), clock_.now(), worded.loud};
}

void Messenger::send(const db::ClaimedMessage& claimed) {
  const Message& message = claimed.message;
  db::Settled settled{.id = message.id, .incident = message.incident};
  settled.at = clock_.now();
  settled.attempts = claimed.attempts + 1;
  if (message.to == Recipient::worker) settled.worker = WorkerId{message.whom};
  const auto facts = messages_.facts(message.incident);
  const auto reach = messages_.reach(message);
  if (!facts || !reach) return;  // the hold runs out, and then it is tried again
  const db::Reach person = reach.value().value_or(db::Reach{});
  settled.name = person.name;
  std::vector<Way> ways = ways_to(claimed, person);
  if (claimed.undelivered) {
    std::erase_if(ways, [](const Way& way) { return way.notifier->channel() == Channel::sms; });
    if (ways.empty()) return give_up_undelivered(std::move(settled));
  }
  if (!facts.value() || ways.empty()) {
    settled.state = MessageState::no_channel;
    ++figures_.no_channel;
    return settle(settled);
  }
  if (message.until && *message.until <= settled.at) {
    settled.state = MessageState::failed;
    settled.reason = "too late";
    settled.detail = settled.name + ": " + settled.reason;
    ++figures_.failed;
    return settle(settled);
  }
  attempt(claimed, ways, letter_of(message, *facts.value(), person), std::move(settled));
}

// Its line stands in the story since the gateway's word came.
void Messenger::give_up_undelivered(db::Settled settled) {
  settled.state = MessageState::failed;
  settled.channel = Channel::sms;
  settled.reason = "not delivered";
  ++figures_.failed;
  settle(settled);
}

void Messenger::attempt(const db::ClaimedMessage& claimed, const std::vector<Way>& ways, Letter letter,
                        db::Settled settled) {
  crash_point("messenger.claimed");
  const std::string text = letter.text;
  bool for_good = true;
  for (const Way& way : ways) {
    letter.address = way.address;
    settled.channel = way.notifier->channel();
    settled.address = way.address;
    const bool has_subject = *settled.channel != Channel::sms;
    letter.text = has_subject ? text : letter.subject + (text.empty() ? "" : "\n") + text;
    const auto sent = way.notifier->send(letter);
    crash_point("messenger.sent");
    if (sent) {
      settled.state = MessageState::sent;
      settled.detail = std::string(name_of(*settled.channel)) + (settled.name.empty() ? "" : ": " + settled.name);
      ++figures_.sent;
      return settle(settled);
    }
    settled.reason = sent.error().reason;
    for_good = for_good && sent.error().for_good;
    ++figures_.refused;
  }
  const auto wait = message_retry_after(settled.attempts, std::uniform_real_distribution<>{}(dice_));
  if (wait && !for_good) {
    settled.due = settled.at + *wait;
    return settle(settled);
  }
  spdlog::warn("messenger.failed message={} attempts={} {}", claimed.message.id.text(), settled.attempts, settled.reason);
  settled.state = MessageState::failed;
  settled.detail = (settled.name.empty() ? "" : settled.name + ": ") + settled.reason;
  ++figures_.failed;
  settle(settled);
}

void Messenger::settle(const db::Settled& settled) {
  if (messages_.settle(settled) && !settled.detail.empty()) changed_(settled.incident);
}

}  // namespace lamplight::server
