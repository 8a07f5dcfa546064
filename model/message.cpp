// Names, ids and codes of messages.
#include "model/message.h"

#include <array>

#include "model/check.h"
#include "model/digest.h"

namespace lamplight {
namespace {

constexpr std::array<std::string_view, 4> k_recipients{"worker", "contact", "desk", "home"};
constexpr std::array<std::string_view, 9> k_abouts{
    "offered", "assigned", "taken_back", "contact_due", "dispatchers_called", "emergency_number", "coming", "ended",
    "question"};
constexpr std::array<std::string_view, 6> k_states{"waiting", "sent", "delivered", "read", "failed", "no_channel"};
constexpr std::array<std::string_view, 4> k_channels{"sms", "email", "webhook", "home"};

template <class E, std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& names, E value) {
  const auto index = static_cast<std::size_t>(value);
  LAMPLIGHT_CHECK(index < N);
  return names[index];
}

template <class E, std::size_t N>
std::optional<E> value_in(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

// Three digits: enough to tell the offers of one person apart, and easily typed.
std::string code_of(const std::string& digest) {
  return std::to_string(100 + std::stoul(digest.substr(0, 6), nullptr, 16) % 900);
}

}  // namespace

std::string_view name_of(Recipient recipient) { return name_in(k_recipients, recipient); }
std::string_view name_of(MessageAbout about) { return name_in(k_abouts, about); }
std::string_view name_of(MessageState state) { return name_in(k_states, state); }
std::string_view name_of(Channel channel) { return name_in(k_channels, channel); }
std::optional<Recipient> recipient_named(std::string_view name) { return value_in<Recipient>(k_recipients, name); }
std::optional<MessageAbout> message_about_named(std::string_view name) { return value_in<MessageAbout>(k_abouts, name); }
std::optional<MessageState> message_state_named(std::string_view name) { return value_in<MessageState>(k_states, name); }
std::optional<Channel> channel_named(std::string_view name) { return value_in<Channel>(k_channels, name); }

Message message_to(const IncidentId& incident, Recipient to, const std::string& whom, MessageAbout about,
                   const std::string& change, Instant at) {
  const std::string digest = digest_of({"message", incident.text(), name_of(to), whom, name_of(about), change});
  Message message{.id = MessageId{"m" + digest}, .incident = incident, .to = to, .whom = whom, .about = about, .at = at};
  if (about == MessageAbout::offered) message.code = code_of(digest);
  return message;
}

bool concerns(MessageAbout news, Recipient told) {
  // A worker hears of an assignment by being assigned, or by being let go.
  // Homes hear by their acks.
  if (told == Recipient::home) return false;
  return news == MessageAbout::ended || (news == MessageAbout::coming && told != Recipient::worker);
}

}  // namespace lamplight
