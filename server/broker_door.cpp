// A packet there, four bytes back.
#include "server/broker_door.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>

#include <array>
#include <condition_variable>
#include <mutex>
#include <string_view>

namespace lamplight::server {
namespace {

constexpr Millis k_between{50};
constexpr int k_answer_s = 2;

void add_text(std::string& bytes, std::string_view text) {
  bytes += {static_cast<char>(text.size() >> 8), static_cast<char>(text.size() & 0xff)};
  bytes += text;
}

std::string connect_packet(const Knock& knock) {
  std::string rest;
  add_text(rest, "MQTT");
  rest += {'\x04', '\xc2', '\x00', '\x0a'};  // level 4; user, password, clean session; keep alive 10 s
  add_text(rest, "");                        // a client id of the broker's making
  add_text(rest, knock.user);
  add_text(rest, knock.password);
  // Names and passwords of ours are short: the length fits two digits.
  return std::string{'\x10', static_cast<char>((rest.size() & 0x7f) | 0x80), static_cast<char>(rest.size() >> 7)} +
         rest;
}

bool knock_once(const Knock& knock) {
  try {
    Poco::Net::StreamSocket socket;
    socket.connect(Poco::Net::SocketAddress(knock.host, static_cast<Poco::UInt16>(knock.port)),
                   Poco::Timespan(k_answer_s, 0));
    socket.setReceiveTimeout(Poco::Timespan(k_answer_s, 0));
    const std::string packet = connect_packet(knock);
    socket.sendBytes(packet.data(), static_cast<int>(packet.size()));
    std::array<char, 4> answer{};
    for (int got = 0; got < 4;) {
      const int more = socket.receiveBytes(answer.data() + got, 4 - got);
      if (more <= 0) return false;
      got += more;
    }
    constexpr std::string_view k_goodbye{"\xe0\x00", 2};
    socket.sendBytes(k_goodbye.data(), static_cast<int>(k_goodbye.size()));
    return answer[0] == '\x20' && answer[3] == 0;
  } catch (const Poco::Exception&) {
    return false;
  }
}

}  // namespace

bool broker_takes(const Knock& knock, Millis patience) {
  std::mutex mutex;
  std::condition_variable never;
  for (Millis waited{0}; waited < patience; waited += k_between) {
    if (knock_once(knock)) return true;
    std::unique_lock lock(mutex);
    never.wait_for(lock, k_between);
  }
  return false;
}

}  // namespace lamplight::server
