// Sealing, and checking what was sealed.
#include "db/audit_chain.h"

#include <algorithm>

#include "db/advisory_lock.h"
#include "db/signature.h"
#include "db/statements_audit.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_faults_max = 100;

void add_number(std::string& bytes, std::int64_t number) {
  for (int i = 7; i >= 0; --i) bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 255U);
}

void add_text(std::string& bytes, const std::string& text) {
  add_number(bytes, static_cast<std::int64_t>(text.size()));
  bytes += text;
}

AuditEntry entry_of(const Row& row) {
  return {row.instant(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

struct Head {
  std::int64_t seq = 0;
  std::string chain;  // bytes
};

Head head_in(Session& session) {
  Head head;
  session.query(k_find_chain_head, {}, [&](const Row& row) { head = {row.integer(0), row.text(1)}; });
  return head;
}

}  // namespace

std::string chain_link(const std::string& before, std::int64_t seq, std::int64_t id, const AuditEntry& entry) {
  std::string bytes;
  add_text(bytes, before);
  add_number(bytes, seq);
  add_number(bytes, id);
  add_number(bytes, ms_of(entry.at));
  for (const std::string* text : {&entry.who, &entry.what, &entry.subject, &entry.detail}) add_text(bytes, *text);
  return sha256(bytes);
}

ChainCheck::ChainCheck(std::vector<ChainHead> kept) : kept_(std::move(kept)) {
  std::sort(kept_.begin(), kept_.end(), [](const ChainHead& a, const ChainHead& b) { return a.seq < b.seq; });
}

void ChainCheck::found(std::int64_t seq, std::string what) {
  if (faults_.size() < k_faults_max) faults_.push_back({seq, std::move(what)});
}

void ChainCheck::next(const SealedRow& row) {
  ++rows_;
  const bool follows = row.seq == seq_ + 1;
  if (!follows) {
    found(seq_ + 1, "rows " + std::to_string(seq_ + 1) + " to " + std::to_string(row.seq - 1) + " are missing");
  }
  // Behind a gap the link before is unknown; the row after that is held to this one again.
  if (follows && chain_link(before_, row.seq, row.id, row.entry) != row.chain) {
    found(row.seq, "row " + std::to_string(row.seq) + " (id " + std::to_string(row.id) +
                       ") is not what was sealed, or not in its place");
  }
  seq_ = row.seq;
  before_ = row.chain;
  while (next_kept_ < kept_.size() && kept_[next_kept_].seq <= row.seq) {
    const ChainHead& kept = kept_[next_kept_++];
    if (kept.seq == row.seq && kept.hash != hex_of_bytes(row.chain)) {
      found(row.seq, "row " + std::to_string(row.seq) + " has another hash than the head that was kept");
    }
  }
}

std::vector<ChainFault> ChainCheck::finish() {
  if (next_kept_ < kept_.size()) {
    found(seq_ + 1, "the trail ends at row " + std::to_string(seq_) + ", a kept head names row " +
                        std::to_string(kept_.back().seq));
  }
  return faults_;
}

Result<std::size_t, StoreError> AuditChain::seal(std::size_t max) {
  return pool_.run<std::size_t>([&](Session& session) {
    std::size_t sealed = 0;
    const AdvisoryLock lock(session, "audit-seal", 0);
    if (!lock.taken()) return sealed;
    session.transaction([&] {
      Head head = head_in(session);
      std::vector<SealedRow> rows;
      session.query(k_list_unsealed, {static_cast<std::int64_t>(max)},
                    [&](const Row& row) { rows.push_back({row.integer(0), entry_of(row), 0, ""}); });
      for (SealedRow& row : rows) {
        head.chain = chain_link(head.chain, ++head.seq, row.id, row.entry);
        session.change(k_seal_audit_row, {head.seq, head.chain, row.id});
      }
      sealed = rows.size();
    });
    return sealed;
  });
}

Result<ChainHead, StoreError> AuditChain::head() {
  return pool_.run<ChainHead>([&](Session& session) {
    const Head head = head_in(session);
    return ChainHead{head.seq, hex_of_bytes(head.chain)};
  });
}

Result<std::vector<SealedRow>, StoreError> AuditChain::sealed(std::int64_t after, std::size_t max) {
  return pool_.run<std::vector<SealedRow>>([&](Session& session) {
    std::vector<SealedRow> rows;
    session.query(k_list_sealed, {after, static_cast<std::int64_t>(max)}, [&](const Row& row) {
      rows.push_back({row.integer(0), entry_of(row), row.integer(6), row.null(7) ? std::string() : row.text(7)});
    });
    return rows;
  });
}

Result<AuditChain::Unsealed, StoreError> AuditChain::unsealed() {
  return pool_.run<Unsealed>([&](Session& session) {
    Unsealed found;
    session.query(k_count_unsealed, {}, [&](const Row& row) {
      found = {row.integer(0), row.instant_or_nothing(1)};
    });
    return found;
  });
}

Result<std::vector<AuditEntry>, StoreError> AuditChain::about(const std::string& subject, Instant from, Instant to,
                                                              std::size_t max) {
  return pool_.run<std::vector<AuditEntry>>([&](Session& session) {
    std::vector<AuditEntry> entries;
    session.query(k_list_audit_of_subject, {subject, from, to, static_cast<std::int64_t>(max)},
                  [&](const Row& row) { entries.push_back(entry_of(row)); });
    return entries;
  });
}

}  // namespace lamplight::db
