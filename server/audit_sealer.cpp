// A second between two rounds, a minute between two heads.
#include "server/audit_sealer.h"

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <utility>

#include <spdlog/spdlog.h>

#include "db/signature.h"
#include "server/clock.h"

namespace lamplight::server {
namespace {

constexpr Millis k_round{1'000};
constexpr int k_rounds_a_head = 60;
constexpr std::size_t k_batch = 500;

}  // namespace

std::string head_line(const db::SealKey& master, const db::ChainHead& head, Instant at) {
  const std::string said = to_rfc3339(at) + " " + std::to_string(head.seq) + " " + head.hash;
  return said + " " + db::sign(master, said);
}

AuditSealer::AuditSealer(db::Pool& pool, const db::MasterKeys& master, std::string heads_file, const Clock& clock)
    : chain_(pool),
      master_(master),
      heads_file_(std::move(heads_file)),
      clock_(clock),
      thread_("audit-sealer", [this](const std::stop_token& stop) { run(stop); }) {}

void AuditSealer::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  for (int round = 1; !stop.stop_requested(); ++round) {
    seal_all();
    if (round % k_rounds_a_head == 1) publish();
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, k_round, [] { return false; });
  }
  seal_all();
  publish();
}

void AuditSealer::seal_all() {
  for (;;) {
    const auto sealed = chain_.seal(k_batch);
    if (!sealed || sealed.value() == 0) return;
    sealed_total_ += static_cast<std::int64_t>(sealed.value());
    if (sealed.value() < k_batch) return;
  }
}

void AuditSealer::publish() {
  const auto head = chain_.head();
  if (!head || head.value().seq == published_) return;
  seq_ = head.value().seq;
  published_ = head.value().seq;
  spdlog::info("audit.head seq={} hash={}", head.value().seq, head.value().hash);
  if (heads_file_.empty()) return;
  std::ofstream file(heads_file_, std::ios::app);
  file << head_line(master_.current(), head.value(), clock_.now()) << '\n';
  file.flush();
  if (!file) spdlog::warn("audit.heads the file {} can't be written", heads_file_);
}

}  // namespace lamplight::server
