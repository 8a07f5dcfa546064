// Every single thing that the journal asks of its file system fails once, or for good: what it said yes to is there.
#include <catch2/catch.hpp>

#include <set>

#include "db/journal.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/db/failing_file.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

const Instant k_then = instant_of_ms(1'795'420'000'123);

db::JournalEntry::What numbered(int number) {
  Signal signal;
  signal.device = DeviceId{"p-1"};
  signal.district = DistrictId{"d-1"};
  signal.id = AlarmId{"a-" + std::to_string(number)};
  signal.kind = AlarmKind::sos;
  signal.kind_text = "sos";
  signal.received_at = k_then;
  return signal;
}

std::set<std::string> ids_in(db::Journal& journal) {
  std::set<std::string> ids;
  const auto entries = journal.next(0, 1'000);
  REQUIRE(entries.has_value());
  for (const auto& entry : *entries) ids.insert(std::get<Signal>(entry.what).id.text());
  return ids;
}

// What a journal's life came to: what it said yes to, and said no to, and was told to forget.
struct Life {
  std::set<std::string> kept;
  std::set<std::string> refused;
  std::set<std::string> forgotten;  // or not: whoever replays must bear it
};

// Two outages: entries come in batches, the database takes some of them.
void live(const std::string& file, Life& life) {
  int number = 0;
  for (int outage = 0; outage < 2; ++outage) {
    db::Journal journal(file, 1'000);
    for (int batch = 0; batch < 3; ++batch) {
      std::vector<db::JournalEntry::What> entries;
      std::set<std::string> names;
      for (int i = 0; i < 2; ++i) {
        names.insert("a-" + std::to_string(number));
        entries.push_back(numbered(number++));
      }
      (journal.append(entries, k_then) ? life.kept : life.refused).merge(names);
    }
    const auto first = journal.next(0, 2);
    if (!first || first->empty()) continue;
    std::vector<std::int64_t> numbers;
    for (const auto& entry : *first) {
      numbers.push_back(entry.number);
      life.forgotten.insert(std::get<Signal>(entry.what).id.text());
    }
    [[maybe_unused]] const bool removed = journal.remove(numbers);
  }
}

}  // namespace

TEST_CASE("Whichever write or sync of the journal's file fails: what it said yes to is there, and it goes on") {
  const int failures = GENERATE(1, 1'000'000);  // once; for good
  fail_file_at(0, 0);
  {
    const TemporaryFolder folder;
    Life whole;
    live((folder.path() / "j.sqlite").string(), whole);
    REQUIRE(whole.refused.empty());
  }
  const int calls = file_calls();
  REQUIRE(calls > 20);
  for (int nth = 1; nth <= calls; ++nth) {
    INFO("call " << nth << " of " << calls << " fails");
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "j.sqlite").string();
    Life life;
    fail_file_at(nth, failures);
    try {
      live(file, life);
    } catch (const std::runtime_error&) {
      // There could be none: the server does not start then, or says that it has none.
    }
    fail_file_at(0, 0);
    db::Journal healed(file, 1'000);
    CHECK(healed.damaged().empty());
    const std::set<std::string> there = ids_in(healed);
    for (const std::string& id : life.kept) CHECK((there.contains(id) || life.forgotten.contains(id)));
    const std::vector<db::JournalEntry::What> next{numbered(999)};
    CHECK(healed.append(next, k_then));
  }
}
