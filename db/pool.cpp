// Handing out sessions, and throwing away those in doubt.
//
// Any thread. Connecting, closing and asking whether a session still answers happen outside the lock.
#include "db/pool.h"

#include <utility>

namespace lamplight::db {
namespace {

constexpr Millis k_session_wait{3'000};
// The server may have been restarted while a session lay idle; after this long we ask before we trust it.
constexpr Millis k_trusted_idle{1'000};
// What a pool says when all its sessions are taken; the client library's own number for "no server".
constexpr int k_code_none_free = 2002;

}  // namespace

Pool::Pool(Address address, Purpose purpose, std::size_t sessions_max)
    : address_(std::move(address)), purpose_(purpose), sessions_max_(sessions_max) {
  LAMPLIGHT_CHECK(sessions_max_ > 0);
}

void Pool::with(const std::function<void(Session&)>& body) {
  std::unique_ptr<Session> session = take();
  try {
    body(*session);
  } catch (...) {
    give_back(std::move(session));
    throw;
  }
  give_back(std::move(session));
}

std::unique_ptr<Session> Pool::take() {
  std::unique_ptr<Session> session;
  bool trusted = true;
  {
    std::unique_lock lock{mutex_};
    if (!freed_.wait_for(lock, k_session_wait, [this] { return in_use_ < sessions_max_; })) {
      throw DbFault(FaultKind::lost, k_code_none_free, "all sessions of the pool are in use");
    }
    ++in_use_;
    if (!idle_.empty()) {
      trusted = std::chrono::steady_clock::now() - idle_.back().since < k_trusted_idle;
      session = std::move(idle_.back().session);
      idle_.pop_back();
    }
  }
  try {
    if (session != nullptr && (trusted || session->answers())) return session;
    session.reset();
    return std::make_unique<Session>(address_, purpose_);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::give_back(std::unique_ptr<Session> session) {
  std::vector<Idle> doomed;  // closed after the lock is gone
  {
    const std::lock_guard lock{mutex_};
    --in_use_;
    if (session != nullptr && session->usable()) {
      idle_.push_back({std::move(session), std::chrono::steady_clock::now()});
    } else {
      doomed.swap(idle_);
    }
  }
  freed_.notify_one();
}

Pool::Figures Pool::figures() const {
  const std::lock_guard lock{mutex_};
  return {idle_.size() + in_use_, in_use_, sessions_max_, faults_};
}

std::string Pool::last_fault() const {
  const std::lock_guard lock{mutex_};
  return last_fault_;
}

void Pool::note_fault(const DbFault& fault) {
  const std::lock_guard lock{mutex_};
  ++faults_;
  last_fault_ = fault.what();
}

}  // namespace lamplight::db
