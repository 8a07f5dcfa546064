// Every file of tests/corpus meets its fate: what homes, and others who found a password, may send.
//
// fates.tsv has a line a file: its topic, whether the broker had kept it, and what becomes of it.
//   read KIND [flag…] [test] [odd=member]      an alarm that is read; what was passed over is named
//   unreadable REASON [raw] [flag…]            an incident all the same; `raw`: under the digest of its bytes
//   kept N [refused N] [clock N]               records of a pack; `clock`: dated by receipt
//   heard [odd=member]                         a heartbeat
//   known                                      a result
//   dead REASON                                a dead letter; `*` is any reason
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "devices/decode.h"
#include "devices/finding_seal.h"
#include "server/readings_batch.h"
#include "tests/support/source_tree.h"

using namespace lamplight;
using namespace lamplight::server;

namespace {

const std::filesystem::path k_corpus = tests::source_tree() / "tests" / "corpus";
const Instant k_now = *from_rfc3339("2026-11-23T08:00:00.000Z");

struct Said {
  std::string file;
  std::string topic;
  bool retained = false;
  std::string fate;
  std::string payload;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::vector<Said> corpus() {
  std::vector<Said> messages;
  std::ifstream table(k_corpus / "fates.tsv");
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    Said message;
    std::string kept;
    std::getline(fields, message.file, '\t');
    std::getline(fields, message.topic, '\t');
    std::getline(fields, kept, '\t');
    std::getline(fields, message.fate);
    message.retained = kept == "retained";
    message.payload = bytes_of(k_corpus / message.file);
    messages.push_back(std::move(message));
  }
  return messages;
}

Town town() {
  auto registers = std::make_shared<Registers>();
  registers->devices[DeviceId{"home-1"}] = {DeviceId{"home-1"}, DistrictId{"d1"}, ResidentId{"r-1"}, "hub", ""};
  return Town{registers, std::make_shared<const Workforce>()};
}

std::string fate_of_alarm(const Said& message, const Topic& topic) {
  const FindingSeal seal("a secret of the town");
  const Signal signal = decode_alarm(topic, message.payload, message.retained, k_now, &seal);
  std::string fate = signal.kind == AlarmKind::unreadable ? "unreadable " + signal.unreadable_reason
                                                          : "read " + std::string(facts_of(signal.kind).name);
  if (!signal.id_readable) fate += " raw";
  for (const SignalFlag flag : signal.flags) {
    if (flag != SignalFlag::unreadable) fate += " " + std::string(name_of(flag));
  }
  if (signal.test) fate += " test";
  for (const std::string& odd : signal.odd) fate += " odd=" + odd;
  return fate;
}

std::string fate_at_monitor(const Said& message) {
  ReadingsBatch batch;
  add_to(batch, {message.topic, message.payload, message.retained}, town(), k_now);
  // Nothing is lost: every item is counted once, and what was refused is a letter with its bytes.
  const auto& tally = batch.tally;
  CHECK(tally.items ==
        static_cast<std::int64_t>(batch.readings.size()) + tally.statuses + tally.refused + tally.dead_lettered);
  CHECK(batch.letters.empty() ==
        (tally.refused == 0 && tally.dead_lettered == 0 && (batch.statuses.empty() || batch.statuses[0].odd.empty())));
  if (tally.dead_lettered > 0) return "dead " + batch.letters.at(0).reason;
  if (message.topic.ends_with("/result")) return "known";
  if (message.topic.ends_with("/status")) {
    std::string fate = "heard";
    for (const std::string& odd : batch.statuses.at(0).odd) fate += " odd=" + odd;
    return fate;
  }
  std::string fate;
  if (!batch.readings.empty() || tally.refused == 0) fate = "kept " + std::to_string(batch.readings.size());
  if (tally.refused > 0) fate += (fate.empty() ? "" : " ") + ("refused " + std::to_string(tally.refused));
  if (tally.clock_wrong > 0) fate += " clock " + std::to_string(tally.clock_wrong);
  return fate;
}

// `*` stands for any words.
bool meets(const std::string& fate, const std::string& wanted) {
  const auto star = wanted.find('*');
  if (star == std::string::npos) return fate == wanted;
  return fate.starts_with(wanted.substr(0, star)) && fate.ends_with(wanted.substr(star + 1));
}

}  // namespace

TEST_CASE("every file of the corpus meets its fate") {
  const auto messages = corpus();
  CHECK(messages.size() >= 300);
  for (const Said& message : messages) {
    const auto topic = read_topic(message.topic);
    const std::string fate =
        topic && topic->leaf == Leaf::alarm ? fate_of_alarm(message, *topic) : fate_at_monitor(message);
    INFO(message.file << ": " << fate << ", not " << message.fate);
    CHECK(meets(fate, message.fate));
  }
}

TEST_CASE("every file of the corpus has a fate, and every fate a file") {
  std::set<std::string> told;
  for (const Said& message : corpus()) {
    CHECK(told.insert(message.file).second);
    CHECK(std::filesystem::exists(k_corpus / message.file));
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(k_corpus)) {
    if (!entry.is_regular_file() || entry.path().filename() == "fates.tsv") continue;
    CHECK(told.count(std::filesystem::relative(entry.path(), k_corpus).generic_string()) == 1);
  }
}
