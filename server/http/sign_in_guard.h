// Slows down whoever guesses passwords: per account after a few failures, per address after many.
//
// Called on request threads before and after a password is checked. In memory, each instance for itself.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "model/time.h"

namespace lamplight::server::http {

class SignInGuard {
 public:
  // Seconds to wait before this account or address may try again; nothing: it may.
  [[nodiscard]] std::optional<int> wait_s(const std::string& username, const std::string& address, Instant now);
  void failed(const std::string& username, const std::string& address, Instant now);
  void succeeded(const std::string& username);

 private:
  struct Failures {
    int count = 0;
    Instant last{};
  };
  using Counted = std::unordered_map<std::string, Failures>;

  static void count(Counted& counted, const std::string& key, Instant now);
  static std::optional<int> wait_of(const Counted& counted, const std::string& key, int free, Instant now);

  std::mutex mutex_;
  Counted accounts_;   // guarded by mutex_
  Counted addresses_;  // guarded by mutex_
};

}  // namespace lamplight::server::http
