// Forgetting what is older than a while.
#include "server/http/first_looks.h"

namespace lamplight::server::http {
namespace {

constexpr std::size_t k_kept_max = 100'000;  // some lists for as many people as may be signed in

}  // namespace

bool FirstLooks::is_first(const std::string& who, std::string_view what, Instant now) {
  const std::lock_guard lock(mutex_);
  if (at_.size() >= k_kept_max) {
    std::erase_if(at_, [&](const auto& entry) { return now - entry.second >= k_while; });
    if (at_.size() >= k_kept_max) at_.clear();
  }
  const auto [found, fresh] = at_.try_emplace({who, std::string(what)}, now);
  if (fresh) return true;
  if (now - found->second < k_while) return false;
  found->second = now;
  return true;
}

}  // namespace lamplight::server::http
