// A message to a person outside the screens: a care worker without data, a resident's contact, the desk's group.
//
// dispatch decides that there is one, db/ writes it in the transaction of the decision, server/messenger
// sends it after COMMIT. It says whom and why; the words and the address are found when it is sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/ids.h"
#include "model/time.h"

namespace lamplight {

enum class Recipient : std::uint8_t { worker, contact, desk, home };

enum class MessageAbout : std::uint8_t {
  offered,             // a worker: will you go? Answered with the message's code
  assigned,            // a worker: it is yours, this is where
  taken_back,          // a worker: not needed any more
  contact_due,         // a contact: please look after her
  dispatchers_called,  // the desk: nobody goes yet
  emergency_number,    // the desk: call the emergency number
  coming,              // whoever was told the beginning: somebody goes now
  ended,               // whoever was told the beginning: it is over
  question,            // the home: do you need help?
};

enum class MessageState : std::uint8_t {
  waiting,     // for the messenger, or for its next attempt
  sent,        // taken by the gateway, the mail server or the group
  delivered,   // the gateway says so
  read,        // answered
  failed,      // given up, or too late
  no_channel,  // nothing configured reaches this person: a telephone call is what is left
};

enum class Channel : std::uint8_t { sms, email, webhook, home };

[[nodiscard]] std::string_view name_of(Recipient recipient);
[[nodiscard]] std::string_view name_of(MessageAbout about);
[[nodiscard]] std::string_view name_of(MessageState state);
[[nodiscard]] std::string_view name_of(Channel channel);
[[nodiscard]] std::optional<Recipient> recipient_named(std::string_view name);
[[nodiscard]] std::optional<MessageAbout> message_about_named(std::string_view name);
[[nodiscard]] std::optional<MessageState> message_state_named(std::string_view name);
[[nodiscard]] std::optional<Channel> channel_named(std::string_view name);

struct Message {
  MessageId id;                  // follows from incident, person and change: one message each, whoever sends it
  IncidentId incident;
  Recipient to = Recipient::desk;
  std::string whom;              // a worker's id; "r-7/2": the second contact; a district of the desk, or empty;
                                 // "guzhen/p-7": a device of the home
  MessageAbout about = MessageAbout::dispatchers_called;
  std::string code;              // three digits that an answer names; of offers only
  Instant at{};
  std::optional<Instant> until;  // said later it would only mislead
  bool loud = false;             // everybody in a group is called by name
  bool operator==(const Message&) const = default;
};

// `change` tells apart what may happen more than once in an incident.
[[nodiscard]] Message message_to(const IncidentId& incident, Recipient to, const std::string& whom, MessageAbout about,
                                 const std::string& change, Instant at);

// Whether news of that kind goes to somebody who was told the beginning.
[[nodiscard]] bool concerns(MessageAbout news, Recipient told);

}  // namespace lamplight
