// Slows down whoever guesses passwords: per account after a few failures, per address after many.
//
// Where somebody has signed in before, failures from elsewhere do not count: no stranger's guesses keep a desk from its
// own account. Whoever is signed in already is named by her session, and only her own failures count there.
//
// Called on request threads before and after a password is checked. In memory, each instance for itself.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "model/time.h"

namespace lamplight::server::http {

class SignInGuard {
 public:
  // Seconds to wait before this account or address may try again; nothing: it may. An empty address counts for nothing.
  [[nodiscard]] std::optional<int> wait_s(const std::string& username, const std::string& address, Instant now);
  void failed(const std::string& username, const std::string& address, Instant now);
  void succeeded(const std::string& username, const std::string& address);

 private:
  struct Failures {
    int count = 0;
    Instant last{};
  };
  using Counted = std::unordered_map<std::string, Failures>;

  // What failures of this account from there are counted under.
  [[nodiscard]] std::string account_key(const std::string& username, const std::string& address) const;
  static void count(Counted& counted, const std::string& key, Instant now);
  static std::optional<int> wait_of(const Counted& counted, const std::string& key, int free, Instant now);

  std::mutex mutex_;
  Counted accounts_;   // guarded by mutex_
  std::unordered_set<std::string> at_home_;  // guarded by mutex_; account and address that have signed in together
  Counted addresses_;  // guarded by mutex_
};

}  // namespace lamplight::server::http
