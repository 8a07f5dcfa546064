// The local journal on a real file: what it said yes to is there, whatever happens to the process.
#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <numeric>

#include "db/journal.h"
#include "model/limits.h"
#include "tests/support/temporary_folder.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

const Instant k_then = instant_of_ms(1'795'420'000'123);

Signal small(int number) {
  Signal signal;
  signal.device = DeviceId{"p-1"};
  signal.district = DistrictId{"d-1"};
  signal.id = AlarmId{"a-" + std::to_string(number)};
  signal.kind = AlarmKind::sos;
  signal.kind_text = "sos";
  signal.received_at = k_then;
  return signal;
}

// Everything that a signal can hold, and bytes that would upset a lesser format.
Signal full() {
  Signal signal = small(1);
  signal.kind = AlarmKind::unreadable;
  signal.kind_text = "unreadable";
  signal.id_readable = false;
  signal.at = k_then - Millis{500};
  signal.trigger = "pull_cord";
  signal.room = "浴室";
  signal.fix = Fix{{22.6131, 113.1908}, 12.5};
  signal.text = "3:abc,\n'\"; DROP";
  signal.test = true;
  signal.about = AlarmId{"a-0"};
  signal.unreadable_reason = "no kind";
  signal.raw = std::string("\0\xff{", 3);
  signal.flags = {SignalFlag::clock_wrong, SignalFlag::cut, SignalFlag::id_reused};
  signal.odd = {"", "position"};
  return signal;
}

std::vector<db::JournalEntry> all_of(db::Journal& journal) {
  auto entries = journal.next(0, 1'000'000);
  REQUIRE(entries.has_value());
  return *entries;
}

bool append(db::Journal& journal, std::vector<db::JournalEntry::What> entries) {
  return journal.append(entries, k_then);
}

// Runs `body` in a process of its own, which ends without any of ours being told.
template <class Body>
int in_another_process(const Body& body) {
  const pid_t pid = fork();
  if (pid == 0) {
    body();
    _exit(0);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("An alarm, a command and an incident made by hand come out of the journal as they went in") {
  const TemporaryFolder folder;
  db::Journal journal(folder.path() / "j.sqlite", 100);
  db::AwayCommand command{IncidentId{"i-1"}, {}};
  command.command.kind = CommandKind::resolve;
  command.command.who = "u-1";
  command.command.as_worker = WorkerId{"w-1"};
  command.command.outcome = Outcome::helped;
  command.command.text = "她没事";
  ByHand wish{.id = IncidentId{"i-2"}, .who = "u-2", .kind = AlarmKind::fall, .kind_text = "fall"};
  wish.resident = ResidentId{"r-1"};
  wish.priority = 2;
  REQUIRE(append(journal, {full(), command, wish}));

  const auto entries = all_of(journal);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].at == k_then);
  CHECK(std::get<Signal>(entries[0].what) == full());
  const auto& back = std::get<db::AwayCommand>(entries[1].what);
  CHECK(back.incident == command.incident);
  CHECK(back.command.kind == CommandKind::resolve);
  CHECK(back.command.who == "u-1");
  CHECK(back.command.as_worker == WorkerId{"w-1"});
  CHECK_FALSE(back.command.worker.has_value());
  CHECK(back.command.outcome == Outcome::helped);
  CHECK(back.command.text == "她没事");
  const auto& hand = std::get<ByHand>(entries[2].what);
  CHECK(hand.id == wish.id);
  CHECK(hand.kind == AlarmKind::fall);
  CHECK(hand.resident == ResidentId{"r-1"});
  CHECK(hand.priority == 2);
}

TEST_CASE("Every kind of alarm keeps its kind in the journal") {
  const TemporaryFolder folder;
  db::Journal journal(folder.path() / "j.sqlite", 100);
  std::vector<db::JournalEntry::What> written;
  for (int kind = 0; kind <= static_cast<int>(AlarmKind::unknown); ++kind) {
    Signal signal = small(kind);
    signal.kind = static_cast<AlarmKind>(kind);
    signal.kind_text = facts_of(signal.kind).name;
    written.emplace_back(signal);
  }
  REQUIRE(append(journal, written));
  const auto entries = all_of(journal);
  REQUIRE(entries.size() == written.size());
  for (std::size_t i = 0; i < entries.size(); ++i)
    CHECK(std::get<Signal>(entries[i].what) == std::get<Signal>(written[i]));
}

TEST_CASE("What the journal has said yes to survives a kill -9 in the middle of writing") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "j.sqlite";
  int said_yes[2];
  REQUIRE(pipe(said_yes) == 0);
  const int status = in_another_process([&] {
    db::Journal journal(file, 1'000'000);
    for (int i = 0;; ++i) {
      if (!append(journal, {small(i)})) _exit(1);
      if (write(said_yes[1], &i, sizeof i) != sizeof i) _exit(2);
      if (i == 200) kill(getpid(), SIGKILL);
    }
  });
  CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
  close(said_yes[1]);
  int last = -1;
  for (int i = 0; read(said_yes[0], &i, sizeof i) == sizeof i;) last = i;
  close(said_yes[0]);
  REQUIRE(last == 200);

  db::Journal journal(file, 1'000'000);
  CHECK(journal.damaged().empty());
  const auto entries = all_of(journal);
  REQUIRE(entries.size() == 201);
  for (int i = 0; i <= last; ++i) CHECK(std::get<Signal>(entries[static_cast<std::size_t>(i)].what) == small(i));
  CHECK(journal.figures().depth == 201);
}

TEST_CASE("A log that was torn in its last write costs nothing that was said yes to") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "j.sqlite";
  in_another_process([&] {
    db::Journal journal(file, 1'000'000);
    for (int i = 0; i < 20; ++i) (void)append(journal, {small(i)});
    kill(getpid(), SIGKILL);
  });
  const auto whole = std::filesystem::file_size(file + "-wal");
  {
    std::ofstream log(file + "-wal", std::ios::binary | std::ios::app);
    log << std::string(3'000, '\x5a');  // a frame that never became whole
  }
  REQUIRE(std::filesystem::file_size(file + "-wal") > whole);
  db::Journal journal(file, 1'000'000);
  CHECK(all_of(journal).size() == 20);
  CHECK(append(journal, {small(20)}));
}

TEST_CASE("A damaged journal is put aside by name and a new one begun") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "j.sqlite";
  std::ofstream(file) << std::string(8'192, 'x');
  db::Journal journal(file, 100);
  CHECK(journal.damaged() == file + ".damaged-1");
  CHECK(std::filesystem::file_size(journal.damaged()) == 8'192);
  CHECK(append(journal, {small(1)}));
}

TEST_CASE("A full disk makes the journal say no, and what it had said yes to stays; with room it goes on") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "j.sqlite";
  const int status = in_another_process([&] {
    signal(SIGXFSZ, SIG_IGN);
    db::Journal journal(file, 1'000'000);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small_disk{200'000, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small_disk);
    // The first refusal comes when the log is full; settling it moves it into the file, until that is full too.
    int written = 0;
    for (int refused = 0; written < 10'000 && refused < 2;) {
      const bool said_yes = append(journal, {small(written)});
      written += said_yes ? 1 : 0;
      refused = said_yes ? 0 : refused + 1;
    }
    if (written == 10'000) _exit(1);
    if (append(journal, {small(written)})) _exit(2);  // it does not say yes by mistake
    setrlimit(RLIMIT_FSIZE, &before);
    if (!append(journal, {small(written)})) _exit(3);
    const auto entries = journal.next(0, 1'000'000);
    if (!entries || entries->size() != static_cast<std::size_t>(written) + 1) _exit(4);
    kill(getpid(), SIGKILL);
  });
  INFO("ended with " << WEXITSTATUS(status));
  REQUIRE((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
  db::Journal journal(file, 1'000'000);
  const auto entries = all_of(journal);
  REQUIRE_FALSE(entries.empty());
  for (std::size_t i = 0; i < entries.size(); ++i)
    CHECK(std::get<Signal>(entries[i].what) == small(static_cast<int>(i)));
}

TEST_CASE("A second server is refused the journal of the first") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "j.sqlite";
  const db::Journal first(file, 100);
  CHECK_THROWS_WITH(db::Journal(file, 100), Catch::Contains("in use by another server"));
}

TEST_CASE("A full journal says no until the database has taken something, and forgets what it has taken") {
  const TemporaryFolder folder;
  const std::string file = folder.path() / "j.sqlite";
  db::Journal journal(file, 3);
  REQUIRE(append(journal, {small(0), small(1)}));
  CHECK_FALSE(append(journal, {small(2), small(3)}));
  REQUIRE(append(journal, {small(2)}));
  CHECK(journal.figures().depth == 3);
  CHECK(journal.figures().oldest_at == k_then);
  const auto entries = all_of(journal);
  REQUIRE(journal.remove(std::vector{entries[0].number, entries[2].number}));
  CHECK(append(journal, {small(4)}));
  journal.put_aside(all_of(journal).front().number);
  CHECK(all_of(journal).size() == 1);
  CHECK(journal.figures().aside == 1);
  REQUIRE(journal.remove(std::vector{all_of(journal).front().number}));
  CHECK(journal.empty());
  CHECK_FALSE(journal.figures().oldest_at.has_value());
}
