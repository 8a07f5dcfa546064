// The whole corpus through a real broker: whatever came in is stored, repeated, dead-lettered or refused (I8), and
// the metrics of both programs say so.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "tests/support/child.h"
#include "tests/support/free_port.h"
#include "tests/support/homes.h"
#include "tests/support/running_town.h"
#include "tests/support/source_tree.h"
#include "tests/support/web.h"

using namespace lamplight;
using namespace lamplight::tests;

namespace {

struct Message {
  std::string topic;
  std::string payload;
};

// What a home can publish at all, on the topics that it has for speaking.
std::vector<Message> corpus_of(const std::vector<std::string>& leaves) {
  const std::filesystem::path folder = source_tree() / "tests" / "corpus";
  std::vector<Message> messages;
  std::ifstream table(folder / "fates.tsv");
  for (std::string line; std::getline(table, line);) {
    std::istringstream fields(line);
    std::string file;
    Message message;
    std::getline(fields, file, '\t');
    std::getline(fields, message.topic, '\t');
    const auto wanted = [&](const std::string& leaf) { return message.topic == "lamplight/v1/d1/home-1/" + leaf; };
    if (std::none_of(leaves.begin(), leaves.end(), wanted)) continue;
    std::ifstream bytes(folder / file, std::ios::binary);
    std::ostringstream text;
    text << bytes.rdbuf();
    message.payload = text.str();
    messages.push_back(std::move(message));
  }
  return messages;
}

class Figures {
 public:
  explicit Figures(int port) : text_(Web(port).get("/metrics").text) {}
  [[nodiscard]] std::int64_t operator[](const std::string& name) const {
    const std::string key = "\nlamplight_" + name + " ";
    const std::size_t at = text_.find(key);
    REQUIRE(at != std::string::npos);
    return std::stoll(text_.substr(at + key.size()));
  }

 private:
  std::string text_;
};

void say_all(Homes& homes, const std::vector<Message>& messages) {
  for (const Message& message : messages) {
    REQUIRE(eventually([&] { return homes.say(message.topic, message.payload); }));
  }
}

}  // namespace

TEST_CASE("Readings, heartbeats and results: received = stored + repeated + dead-lettered + refused") {
  RunningTown town;
  const int port = free_port();
  town.start_monitor({"LAMPLIGHT_METRICS_PORT=" + std::to_string(port)});
  REQUIRE(eventually([&] { return get_status(port, "/readyz") == 200; }, 1'500));
  Homes homes(town.broker());
  REQUIRE(eventually([&] { return homes.ready(); }));
  const auto messages = corpus_of({"readings", "status", "result"});
  REQUIRE(messages.size() > 200);
  say_all(homes, messages);
  say_all(homes, messages);  // and once more: what was stored is a repeat now, what was not is not
  homes.say("lamplight/v1/d-1/p-1/readings", R"([{"n":"steps","v":4711}])");
  REQUIRE(eventually([&] { return town.count("SELECT COUNT(*) FROM readings WHERE value = 4711") == 1; }, 1'500));
  REQUIRE(eventually([&] {
    const Figures f(port);
    return f["readings_items_total"] == f["readings_stored_total"] + f["readings_repeated_total"] +
                                            f["readings_dead_lettered_total"] + f["readings_refused_total"];
  }));
  const Figures f(port);
  CHECK(f["readings_dropped_total"] == 0);
  for (const char* name : {"stored", "repeated", "dead_lettered", "refused"}) {
    CHECK(f["readings_" + std::string(name) + "_total"] > 0);
  }
  // What is stored is rows: readings, and heartbeats and results, of which one each is kept.
  CHECK(f["readings_stored_total"] >= town.count("SELECT COUNT(*) FROM readings"));
  CHECK(town.count("SELECT COUNT(*) FROM dead_letters") >= f["readings_dead_lettered_total"]);
}

TEST_CASE("Alarms: received = stored + repeated + refused, and none is a dead letter") {
  RunningTown town;
  town.start_server();
  Homes homes(town.broker());
  REQUIRE(eventually([&] { return homes.ready(); }));
  const auto messages = corpus_of({"alarm"});
  REQUIRE(messages.size() > 100);
  say_all(homes, messages);
  say_all(homes, messages);
  const auto said = static_cast<std::int64_t>(2 * messages.size());
  REQUIRE(eventually(
      [&] {
        const Figures f(town.http_port());
        return f["alarms_received_total"] == said &&
               said == f["alarms_stored_total"] + f["alarms_repeated_total"] + f["alarms_refused_total"];
      },
      1'500));
  const Figures f(town.http_port());
  CHECK(f["alarms_refused_total"] == 0);
  CHECK(f["alarms_stored_total"] == town.count("SELECT COUNT(*) FROM alarms"));
  CHECK(town.count("SELECT COUNT(*) FROM dead_letters") == 0);
}
