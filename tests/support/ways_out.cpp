// Starting other people's programs, and waiting until they listen.
#include "tests/support/ways_out.h"

#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/StreamCopier.h>

#include "tests/support/child.h"
#include "tests/support/free_port.h"

namespace lamplight::tests {
namespace {

constexpr const char* k_fake_smsc = "/usr/lib/kannel/test/fakesmsc";

void wait_for_port(int port, const std::string& what) {
  if (!eventually([&] { return somebody_listens(port); }, 1'500)) throw std::runtime_error(what + " does not listen");
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TelephoneNetwork::TelephoneNetwork(const std::string& answers) : smsc_port_(free_port()), sendsms_port_(free_port()) {
  const int admin_port = free_port();
  const int smsbox_port = free_port();
  const std::string config = (folder_.path() / "kannel.conf").string();
  std::ofstream(config) << "group = core\nadmin-port = " << admin_port << "\nadmin-interface = 127.0.0.1\n"
                        << "admin-password = x\nsmsbox-port = " << smsbox_port << "\nsmsbox-interface = 127.0.0.1\n"
                        << "box-allow-ip = \"127.0.0.1\"\n\n"
                        << "group = smsc\nsmsc = fake\nsmsc-id = FAKE\nhost = 127.0.0.1\nport = " << smsc_port_
                        << "\nconnect-allow-ip = 127.0.0.1\n\n"
                        << "group = smsbox\nbearerbox-host = 127.0.0.1\nsendsms-port = " << sendsms_port_
                        << "\nsendsms-interface = 127.0.0.1\n\n"
                        << "group = sendsms-user\nusername = town\npassword = secret\n\n"
                        << "group = sms-service\nkeyword = default\ncatch-all = true\nomit-empty = true\nget-url = \""
                        << answers << "&from=%p&text=%b\"\n";
  bearerbox_ = start_child({installed_program("bearerbox"), config}, (folder_.path() / "bearerbox.log").string());
  wait_for_port(smsbox_port, "bearerbox");
  smsbox_ = start_child({installed_program("smsbox"), config}, (folder_.path() / "smsbox.log").string());
  wait_for_port(sendsms_port_, "smsbox");
}

TelephoneNetwork::~TelephoneNetwork() {
  disconnect();
  end_child(smsbox_, SIGKILL);
  end_child(bearerbox_, SIGKILL);
}

std::string TelephoneNetwork::sendsms_url() const {
  return "http://127.0.0.1:" + std::to_string(sendsms_port_) + "/cgi-bin/sendsms";
}

void TelephoneNetwork::connect(const std::string& says_from, const std::string& text) {
  const bool says = !says_from.empty();
  telephones_ = start_child({k_fake_smsc, "-H", "127.0.0.1", "-r", std::to_string(smsc_port_), "-i", "0.1", "-m",
                             says ? "1" : "0", says_from + " 10690000 text " + text},
                            (folder_.path() / "telephones.log").string());
}

void TelephoneNetwork::disconnect() {
  if (telephones_ != 0) end_child(telephones_, SIGTERM);
  telephones_ = 0;
}

std::string TelephoneNetwork::delivered() const {
  return text_of(folder_.path() / "telephones.log");
}

MailServer::MailServer(bool hangs_up, const std::vector<std::string>& options) : port_(free_port()) {
  std::ofstream(folder_.path() / "curt.py")
      << "import socket\nimport struct\n\nfrom aiosmtpd.handlers import Mailbox\n\n\n"
      << "class Curt(Mailbox):\n"
      << "    async def handle_QUIT(self, server, session, envelope):\n"
      << "        line = server.transport.get_extra_info('socket')\n"
      << "        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))\n"
      << "        server.transport.abort()\n"
      << "        return '221 Bye'\n";
  std::vector<std::string> words{
      "/usr/bin/env", "PYTHONPATH=" + folder_.path().string(), "/usr/bin/python3", "-m", "aiosmtpd", "-n",
      "-l",           "127.0.0.1:" + std::to_string(port_)};
  words.insert(words.end(), options.begin(), options.end());
  words.insert(words.end(),
               {"-c", hangs_up ? "curt.Curt" : "aiosmtpd.handlers.Mailbox", (folder_.path() / "mail").string()});
  server_ = start_child(words, (folder_.path() / "smtp.log").string());
  wait_for_port(port_, "aiosmtpd");
}

MailServer::~MailServer() {
  end_child(server_, SIGKILL);
}

std::vector<std::string> MailServer::messages() const {
  std::vector<std::filesystem::path> paths;
  const auto folder = folder_.path() / "mail" / "new";
  if (!std::filesystem::exists(folder)) return {};
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> messages;
  for (const auto& path : paths) messages.push_back(text_of(path));
  return messages;
}

struct GroupRobot::Inside {
  struct Handler : Poco::Net::HTTPRequestHandler {
    explicit Handler(Inside& to) : inside(to) {}
    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
      Post post{request.getURI(), request.get("Idempotency-Key", ""), {}, false};
      Poco::StreamCopier::copyToString(request.stream(), post.body);
      {
        const std::lock_guard lock(inside.mutex);
        post.refused = static_cast<int>(inside.posts.size()) < inside.refused_first;
        inside.posts.push_back(post);
      }
      response.setContentType("application/json");
      const std::string answer = post.refused ? R"({"errcode":45009,"errmsg":"too often"})" : R"({"errcode":0})";
      response.setContentLength(static_cast<std::streamsize>(answer.size()));
      response.send() << answer;
    }
    Inside& inside;
  };

  struct Factory : Poco::Net::HTTPRequestHandlerFactory {
    explicit Factory(Inside& to) : inside(to) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
      return new Handler(inside);
    }
    Inside& inside;
  };

  explicit Inside(int refused) : refused_first(refused), socket(Poco::Net::SocketAddress("127.0.0.1", 0)) {
    server = std::make_unique<Poco::Net::HTTPServer>(new Factory(*this), socket, new Poco::Net::HTTPServerParams);
    server->start();
  }

  const int refused_first;
  Poco::Net::ServerSocket socket;
  std::unique_ptr<Poco::Net::HTTPServer> server;
  mutable std::mutex mutex;
  std::vector<Post> posts;  // guarded by mutex
};

GroupRobot::GroupRobot(int refused_first) {
  inside_ = std::make_unique<Inside>(refused_first);
}

GroupRobot::~GroupRobot() {
  inside_->server->stopAll(true);
}

std::string GroupRobot::url() const {
  return "http://127.0.0.1:" + std::to_string(inside_->socket.address().port()) + "/robot/send?access_token=t";
}

std::vector<GroupRobot::Post> GroupRobot::posts() const {
  const std::lock_guard lock(inside_->mutex);
  return inside_->posts;
}

}  // namespace lamplight::tests
