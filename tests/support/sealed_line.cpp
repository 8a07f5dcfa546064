// Poco's secure socket and the two packets of tests/support/raw_mqtt.
#include "tests/support/sealed_line.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Timespan.h>

#include <array>
#include <fstream>
#include <stdexcept>

#include "tests/support/raw_mqtt.h"
#include "tests/support/temporary_folder.h"

namespace lamplight::tests {
namespace {

using Poco::Net::Context;

constexpr int k_patience_s = 10;

Context::Ptr context_of(const nlohmann::json& tls, const TemporaryFolder& folder) {
  const auto file = [&](const char* name, const char* member) {
    const std::string path = (folder.path() / name).string();
    std::ofstream(path) << tls.at(member).get<std::string>();
    return path;
  };
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, file("key", "key"), file("crt", "certificate"),
                                     file("ca", "authority"), Context::VERIFY_RELAXED);
  context->enableExtendedCertificateVerification(false);  // of names; the town's broker is an address
  return context;
}

}  // namespace

struct SealedLine::Inside {
  explicit Inside(const nlohmann::json& tls)
      : context(context_of(tls, folder)),
        socket(Poco::Net::SocketAddress("127.0.0.1", tls.at("port").get<Poco::UInt16>()), context) {
    socket.setReceiveTimeout(Poco::Timespan(k_patience_s, 0));
  }
  // The four bytes of the broker's next packet; false where the line has ended.
  bool answered() {
    std::array<char, 4> answer{};
    for (int got = 0; got < 4;) {
      const int more = socket.receiveBytes(answer.data() + got, 4 - got);
      if (more <= 0) return false;
      got += more;
    }
    return answer[0] == '\x40' || (answer[0] == '\x20' && answer[3] == 0);
  }

  TemporaryFolder folder;
  Context::Ptr context;
  Poco::Net::SecureStreamSocket socket;
};

SealedLine::SealedLine(const nlohmann::json& tls, const std::string& client_id) try
    : inside_(std::make_unique<Inside>(tls)) {
  const std::string packet = connect_packet(client_id, {}, {});
  inside_->socket.sendBytes(packet.data(), static_cast<int>(packet.size()));
  if (!inside_->answered()) throw std::runtime_error("the broker refused");
} catch (const Poco::Exception& error) {
  throw std::runtime_error("the broker refused: " + error.displayText());
}

SealedLine::~SealedLine() = default;

bool SealedLine::publish(std::string_view topic, std::string_view payload) {
  try {
    const std::string packet = publish_packet(topic, payload, next_id_++);
    inside_->socket.sendBytes(packet.data(), static_cast<int>(packet.size()));
    return inside_->answered();
  } catch (const Poco::Exception&) {
    return false;
  }
}

bool SealedLine::ended() {
  try {
    if (!inside_->socket.poll(Poco::Timespan(0, 0), Poco::Net::Socket::SELECT_READ)) return false;
    // Nothing is on its way to a device that has heard all its acknowledgements but the end.
    char byte = 0;
    return inside_->socket.receiveBytes(&byte, 1) <= 0;
  } catch (const Poco::TimeoutException&) {
    return false;
  } catch (const Poco::Exception&) {
    return true;
  }
}

}  // namespace lamplight::tests
