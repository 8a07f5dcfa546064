// The audit trail is a chain: whatever is done to a sealed row is found.
#include <catch2/catch.hpp>
#include <random>

#include "db/accounts.h"
#include "db/audit_chain.h"
#include "tests/contract/samples.h"
#include "tests/contract/stores.h"

namespace lamplight::tests {
namespace {

constexpr int k_rows = 60;
constexpr int k_tamperings = 1'000;

struct Trail {
  Trail() : pool(address, db::Purpose::requests, 2), chain(pool), session(address, db::Purpose::administration) {
    for (int i = 0; i < k_rows; ++i) {
      db::write_audit(session, {k_morning + Seconds{i}, "u-" + std::to_string(i % 7), "resident.read",
                                "resident:r-" + std::to_string(i), "第" + std::to_string(i)});
    }
    while (chain.seal(25).value() > 0) {
    }
  }

  std::vector<db::SealedRow> rows() { return chain.sealed(-1, 10'000).value(); }

  std::size_t faults(const std::vector<db::ChainHead>& kept) {
    db::ChainCheck check(kept);
    for (const db::SealedRow& row : rows()) check.next(row);
    return check.finish().size();
  }

  void put(const db::SealedRow& row) {
    session.change("REPLACE INTO audit (id, at_ms, who, what, subject, detail, seq, chain) VALUES (?,?,?,?,?,?,?,?)",
                   {row.id, row.entry.at, row.entry.who, row.entry.what, row.entry.subject, row.entry.detail, row.seq,
                    row.chain});
  }
  void remove(const db::SealedRow& row) { session.change("DELETE FROM audit WHERE id = ?", {row.id}); }

  const db::Address address = empty_schema();
  db::Pool pool;
  db::AuditChain chain;
  db::Session session;
};

using Dice = std::mt19937;

std::size_t thrown(Dice& dice, std::size_t below) {
  return std::uniform_int_distribution<std::size_t>(0, below - 1)(dice);
}

// One byte of one column becomes another; text stays text.
void change_a_byte(Dice& dice, db::SealedRow& row) {
  const std::size_t column = thrown(dice, 6);
  if (column == 0) {
    row.entry.at += Millis{1};
  } else if (column == 5) {
    row.chain[thrown(dice, row.chain.size())] ^= static_cast<char>(1U << thrown(dice, 8));
  } else {
    std::string* texts[] = {&row.entry.who, &row.entry.what, &row.entry.subject, &row.entry.detail};
    std::string& text = *texts[column - 1];
    const std::size_t at = text.size() - 1;  // of the detail a digit, too
    text[at] = text[at] == 'x' ? 'y' : 'x';
  }
}

// What was done, for the message.
std::string tamper(Trail& trail, Dice& dice, const std::vector<db::SealedRow>& rows) {
  const std::size_t one = thrown(dice, rows.size());
  switch (thrown(dice, 5)) {
    case 0: {
      db::SealedRow changed = rows[one];
      change_a_byte(dice, changed);
      trail.put(changed);
      return "changed " + std::to_string(one);
    }
    case 1:
      trail.remove(rows[one]);
      return "removed " + std::to_string(one);
    case 2: {
      const std::size_t other = (one + 1 + thrown(dice, rows.size() - 1)) % rows.size();
      db::SealedRow first = rows[one];
      db::SealedRow second = rows[other];
      std::swap(first.entry, second.entry);
      trail.put(first);
      trail.put(second);
      return "swapped " + std::to_string(one) + " and " + std::to_string(other);
    }
    case 3:
      for (std::size_t i = one; i < rows.size(); ++i) trail.remove(rows[i]);
      return "truncated at " + std::to_string(one);
    default: {
      // Written anew from there on, with hashes that fit: only a kept head can tell.
      std::string before = one == 0 ? std::string() : rows[one - 1].chain;
      for (std::size_t i = one; i < rows.size(); ++i) {
        db::SealedRow forged = rows[i];
        if (i == one) forged.entry.who = "somebody else";
        forged.chain = db::chain_link(before, forged.seq, forged.id, forged.entry);
        before = forged.chain;
        trail.put(forged);
      }
      return "forged from " + std::to_string(one);
    }
  }
}

}  // namespace

TEST_CASE("A thousand random tamperings with the audit trail are all found") {
  Trail trail;
  const auto rows = trail.rows();
  REQUIRE(rows.size() == k_rows);
  const std::vector<db::ChainHead> kept{trail.chain.head().value()};
  REQUIRE(trail.faults(kept) == 0);
  const unsigned seed = 20'261'128;
  Dice dice(seed);
  int missed = 0;
  for (int i = 0; i < k_tamperings; ++i) {
    const std::string what = tamper(trail, dice, rows);
    if (trail.faults(kept) == 0) {
      ++missed;
      UNSCOPED_INFO("seed " << seed << ", tampering " << i << ": " << what);
    }
    const auto after = trail.rows();
    for (std::size_t row = 0, seen = 0; row < rows.size(); ++row) {
      const bool there = seen < after.size() && after[seen].id == rows[row].id;
      const bool same = there && after[seen].entry == rows[row].entry && after[seen].chain == rows[row].chain;
      if (there) ++seen;
      if (!same) trail.put(rows[row]);
    }
  }
  CHECK(missed == 0);
  CHECK(trail.faults(kept) == 0);
}

TEST_CASE("Rows are sealed in the order in which the sealer sees them, each once, by whichever instance comes first") {
  Trail trail;
  db::Pool other_pool(trail.address, db::Purpose::requests, 1);
  db::AuditChain other(other_pool);
  const auto before = trail.chain.head().value();
  db::write_audit(trail.session, {k_morning, "u-1", "resident.read", "resident:r-1", ""});
  CHECK(trail.chain.unsealed().value().count == 1);
  CHECK(other.seal(10).value() == 1);
  CHECK(trail.chain.seal(10).value() == 0);
  CHECK(trail.chain.head().value().seq == before.seq + 1);
  CHECK(trail.chain.unsealed().value().count == 0);
  CHECK(trail.faults({before, trail.chain.head().value()}) == 0);
}

TEST_CASE("A kept head that is not in the trail says where the trail was cut") {
  Trail trail;
  db::ChainCheck check({{k_rows + 3, std::string(64, 'a')}});
  for (const db::SealedRow& row : trail.rows()) check.next(row);
  const auto faults = check.finish();
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].what.find("a kept head names row 63") != std::string::npos);
}

}  // namespace lamplight::tests
