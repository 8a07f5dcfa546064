// A sequence of messages, sealed so that nobody reads, changes, reorders or cuts it without the key.
//
// libsodium's secretstream (XChaCha20-Poly1305): the head, then each message sealed; the last one says
// that it is. Used by back-ups; one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/seal.h"

namespace lamplight::db {

class StreamSealer {
 public:
  explicit StreamSealer(const SealKey& key);
  ~StreamSealer();
  StreamSealer(const StreamSealer&) = delete;
  StreamSealer& operator=(const StreamSealer&) = delete;

  // What the stream begins with.
  [[nodiscard]] const std::string& head() const { return head_; }
  [[nodiscard]] std::string seal(std::string_view message, bool last);

 private:
  std::string state_;  // libsodium's own, wiped at the end
  std::string head_;
};

class StreamOpener {
 public:
  static std::size_t head_bytes();

  // `ok` is false when `head` is not one.
  StreamOpener(const SealKey& key, std::string_view head);
  ~StreamOpener();
  StreamOpener(const StreamOpener&) = delete;
  StreamOpener& operator=(const StreamOpener&) = delete;
  [[nodiscard]] bool ok() const { return ok_; }

  struct Opened {
    std::string message;
    bool last = false;
  };
  // Nothing: another key, changed bytes, or not the next message.
  [[nodiscard]] std::optional<Opened> open(std::string_view sealed);

 private:
  std::string state_;
  bool ok_ = false;
};

}  // namespace lamplight::db
