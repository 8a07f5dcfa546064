// Messages on their way to people outside: claimed, settled, receipted, answered.
//
// Used by server/messenger on its own thread with a pool of its own, and by server/http for receipts and
// answers. What becomes of a message is a line of its incident's story, in the same transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/pool.h"
#include "model/message.h"

namespace lamplight::db {

// One that is due, with where an earlier attempt was going.
struct ClaimedMessage {
  Message message;
  int attempts = 0;               // before this one
  bool undelivered = false;       // a gateway took it, and could not deliver it
};

// What the words are made of, as it is now.
struct MessageFacts {
  std::string kind_text;
  int priority = 5;
  std::optional<ResidentId> resident;
  std::string resident_name;
  std::string area;
  std::string area_en;
  std::string worker_name;
  std::optional<int> eta_s;
  std::string outcome;
  bool ended = false;
};

// Where a person can be reached.
struct Reach {
  std::string name;
  std::string phone;
  std::string email;
  std::string language;           // BCP 47, the first of several; empty: not known
  std::string wish;               // "sms", "email", "phone"; empty: whatever there is
};

// What became of an attempt.
struct Settled {
  MessageId id;
  IncidentId incident;
  std::optional<WorkerId> worker; // whom the line of the story names
  MessageState state = MessageState::waiting;
  std::optional<Channel> channel;
  std::string address;
  std::string name;
  std::string reason;             // of a failure
  std::string detail;             // of the line of the story; empty: no line
  int attempts = 0;
  Instant at{};
  std::optional<Instant> due;     // of the next attempt
};

// A message that somebody may be answering.
struct Answerable {
  MessageId id;
  IncidentId incident;
  Recipient to = Recipient::worker;
  std::string whom;
  MessageAbout about = MessageAbout::offered;
  std::string code;
  Instant at{};
  std::string address;            // the telephone number it went to
  std::string name;
  std::string user;               // a worker's user id; empty: she has none
};

class Messages {
 public:
  explicit Messages(Pool& pool) : pool_(pool) {}

  template <class T>
  using Answer = Result<T, StoreError>;

  // At most `max` that are due and that nobody holds, held for `hold`.
  [[nodiscard]] Answer<std::vector<ClaimedMessage>> claim(Instant now, std::size_t max, Millis hold);
  [[nodiscard]] Answer<std::optional<MessageFacts>> facts(const IncidentId& incident);
  // Nothing: no such person (any more).
  [[nodiscard]] Answer<std::optional<Reach>> reach(const Message& message);
  // Where the last message of this incident to this person went; nothing: none has gone.
  [[nodiscard]] Answer<std::optional<Settled>> earlier(const Message& message);
  [[nodiscard]] Answer<Done> settle(const Settled& settled);

  // A gateway's word. Unknown ids and words that come twice change nothing; the incident where it did.
  [[nodiscard]] Answer<std::optional<IncidentId>> delivered(const MessageId& id, Instant now);
  [[nodiscard]] Answer<std::optional<IncidentId>> undelivered(const MessageId& id, const std::string& reason, Instant now);
  // Answered, so it was read; `words` are kept in the story where they are no command.
  [[nodiscard]] Answer<std::optional<IncidentId>> read(const MessageId& id, const std::string& words, Instant now);

  // Newest first.
  [[nodiscard]] Answer<std::vector<Answerable>> answerable(Instant since);

 private:
  using Mark = std::function<bool(Session&)>;
  [[nodiscard]] Answer<std::optional<IncidentId>> mark(const MessageId& id, const std::string& what,
                                                       const std::string& words, Instant now, const Mark& change);

  Pool& pool_;
};

}  // namespace lamplight::db
