// Counting failures and doubling the wait.
#include "server/http/sign_in_guard.h"

#include <algorithm>

namespace lamplight::server::http {
namespace {

constexpr int k_account_failures_free = 5;
constexpr int k_address_failures_free = 200;  // a whole care centre shares one address
constexpr Millis k_window = std::chrono::minutes{15};
constexpr int k_first_wait_s = 2;
constexpr int k_wait_s_max = 300;
constexpr int k_doublings_max = 10;
constexpr std::size_t k_counted_max = 50'000;  // names that a guesser can make us remember

}  // namespace

std::optional<int> SignInGuard::wait_s(const std::string& username, const std::string& address, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto account = wait_of(accounts_, account_key(username, address), k_account_failures_free, now);
  const auto peer = wait_of(addresses_, address, k_address_failures_free, now);  // none of an empty one
  if (!account) return peer;
  return std::max(*account, peer.value_or(0));
}

void SignInGuard::failed(const std::string& username, const std::string& address, Instant now) {
  const std::lock_guard lock(mutex_);
  count(accounts_, account_key(username, address), now);
  if (!address.empty()) count(addresses_, address, now);
}

void SignInGuard::succeeded(const std::string& username, const std::string& address) {
  const std::lock_guard lock(mutex_);
  if (at_home_.size() >= k_counted_max) at_home_.clear();
  accounts_.erase(username);
  at_home_.insert(username + ' ' + address);
  accounts_.erase(username + ' ' + address);
}

std::string SignInGuard::account_key(const std::string& username, const std::string& address) const {
  std::string home = username + ' ' + address;
  return at_home_.count(home) > 0 ? home : username;
}

void SignInGuard::count(Counted& counted, const std::string& key, Instant now) {
  if (counted.size() >= k_counted_max) {
    std::erase_if(counted, [&](const auto& entry) { return now - entry.second.last > k_window; });
    if (counted.size() >= k_counted_max) counted.clear();
  }
  Failures& failures = counted[key];
  if (now - failures.last > k_window) failures.count = 0;
  ++failures.count;
  failures.last = now;
}

std::optional<int> SignInGuard::wait_of(const Counted& counted, const std::string& key, int free, Instant now) {
  const auto found = counted.find(key);
  if (found == counted.end() || found->second.count < free || now - found->second.last > k_window) return std::nullopt;
  const int doublings = std::min(found->second.count - free, k_doublings_max);
  const Seconds wait{std::min(k_first_wait_s << doublings, k_wait_s_max)};
  const Millis left = found->second.last + wait - now;
  if (left <= Millis{0}) return std::nullopt;
  return static_cast<int>(std::chrono::ceil<Seconds>(left).count());
}

}  // namespace lamplight::server::http
