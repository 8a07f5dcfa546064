// Sixty-four bits name a message well enough: a mistake would only take a stranger for ourselves once.
#include "devices/simulate/own_voice.h"

#include <functional>

namespace lamplight::simulate {
namespace {

// Longer than a broker that was away keeps a message back for a session that lives.
constexpr std::chrono::minutes k_remembered{10};

std::uint64_t digest_of_words(std::string_view topic, std::string_view payload) {
  const std::hash<std::string_view> hash;
  return hash(topic) * 0x9E3779B97F4A7C15U ^ hash(payload);
}

}  // namespace

void OwnVoice::said(std::string_view topic, std::string_view payload, Instant now) {
  forget(now);
  const std::uint64_t digest = digest_of_words(topic, payload);
  words_.push_back({now, digest});
  ++known_[digest];
}

bool OwnVoice::is_own(std::string_view topic, std::string_view payload, Instant now) {
  forget(now);
  return known_.contains(digest_of_words(topic, payload));
}

void OwnVoice::forget(Instant now) {
  for (; !words_.empty() && words_.front().at + k_remembered < now; words_.pop_front()) {
    const auto known = known_.find(words_.front().digest);
    if (known != known_.end() && --known->second == 0) known_.erase(known);
  }
}

}  // namespace lamplight::simulate
