// Claim, make, send, forget; one after another.
#include "server/code_sender.h"

#include <spdlog/spdlog.h>

#include <array>
#include <condition_variable>
#include <mutex>

#include "server/clock.h"
#include "server/notify/message_words.h"
#include "server/notify/sms_gateway.h"

namespace lamplight::server {
namespace {

constexpr Millis k_poll{500};
constexpr std::size_t k_batch_max = 4;
// Longer than a batch can take with every time-out in it.
constexpr Millis k_code_hold{60'000};
constexpr std::array<int, 4> k_waits_s{2, 4, 8, 15};
constexpr Millis k_sweep_every{3'600'000};
constexpr Millis k_kept{24 * 3'600'000};  // how many a day are asked for is counted from these rows

}  // namespace

std::optional<Millis> code_retry_after(int attempts) {
  if (attempts < 1 || attempts > static_cast<int>(k_waits_s.size())) return std::nullopt;
  return Millis{k_waits_s.at(static_cast<std::size_t>(attempts) - 1) * 1'000};
}

CodeSender::CodeSender(db::Pool& pool, const db::MasterKeys& masters, const NotifySettings& settings,
                       const Clock& clock)
    : codes_(pool, masters),
      language_(settings.language),
      gateway_(std::make_unique<SmsGateway>(settings)),
      clock_(clock),
      thread_("code sender", [this](const std::stop_token& stop) { run(stop); }) {}

void CodeSender::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  while (!stop.stop_requested()) {
    if (send_due()) continue;
    if (clock_.now() - swept_ > k_sweep_every) {
      swept_ = clock_.now();
      (void)codes_.sweep(swept_ - k_kept);
    }
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_poll, [] { return false; });
  }
}

bool CodeSender::send_due() {
  const auto claimed = codes_.claim(clock_.now(), k_batch_max, k_code_hold);
  if (!claimed || claimed.value().empty()) return false;
  for (const db::ClaimedCode& one : claimed.value()) send(one);
  return true;
}

void CodeSender::send(const db::ClaimedCode& claimed) {
  const auto code = codes_.code_of(claimed, clock_.now());
  if (!code || !code.value()) return;  // away: tried again when the hold runs out; nobody's: over
  const std::string& ask = claimed.ask.ask_hash;
  Letter letter;
  letter.id = MessageId{"c" + ask.substr(0, 32)};
  letter.address = code.value()->phone;
  letter.text = code_words(code.value()->code, code.value()->language.empty() ? language_ : code.value()->language);
  letter.at = clock_.now();
  const auto sent = gateway_->send(letter);
  if (sent) {
    (void)codes_.end_sending(ask);
    return;
  }
  const auto wait = sent.error().for_good ? std::nullopt : code_retry_after(claimed.sends);
  if (wait) {
    (void)codes_.send_later(ask, clock_.now() + *wait);
    return;
  }
  spdlog::warn("code.failed attempts={} {}", claimed.sends, sent.error().reason);
  (void)codes_.end_sending(ask);
}

}  // namespace lamplight::server
