// With a CA file a connection is encrypted and the server proves its name; otherwise there is none.
//
// traps.md: OPT_SSL_MODE alone gives plain text, and sslCA alone does not check the name.
#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "tests/support/private_database.h"

namespace lamplight::tests {
namespace {

int free_port() {
  const int socket_file = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  REQUIRE(bind(socket_file, reinterpret_cast<sockaddr*>(&address), length) == 0);
  REQUIRE(getsockname(socket_file, reinterpret_cast<sockaddr*>(&address), &length) == 0);
  close(socket_file);
  return ntohs(address.sin_port);
}

// A folder of certificates: two authorities, and a server's certificate for each of two names by the first.
class Certificates {
 public:
  Certificates() {
    std::string name = "/tmp/lamptls-XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    for (const std::string authority : {"ours", "foreign"}) {
      run("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + authority + " -keyout " + file(authority + ".key") +
          " -out " + file(authority + ".pem"));
    }
    for (const std::string host : {"127.0.0.1", "elsewhere.example"}) {
      run("req -newkey rsa:2048 -nodes -subj /CN=" + host + " -keyout " + file(host + ".key") + " -out " +
          file(host + ".csr"));
      run("x509 -req -days 2 -CAcreateserial -in " + file(host + ".csr") + " -CA " + file("ours.pem") + " -CAkey " +
          file("ours.key") + " -out " + file(host + ".pem"));
    }
    // Over in the moment in which it is made.
    run("x509 -req -days 0 -CAcreateserial -in " + file("127.0.0.1.csr") + " -CA " + file("ours.pem") + " -CAkey " +
        file("ours.key") + " -out " + file("expired.pem"));
    std::filesystem::copy(file("127.0.0.1.key"), file("expired.key"));
  }
  ~Certificates() { std::filesystem::remove_all(folder_); }
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return folder_ + "/" + name; }
  [[nodiscard]] std::vector<std::string> server_options(const std::string& host) const {
    return {"--ssl-cert=" + file(host + ".pem"), "--ssl-key=" + file(host + ".key")};
  }

 private:
  void run(const std::string& words) const {
    const std::string command = "openssl " + words + " > " + file("log") + " 2>&1";
    REQUIRE(std::system(command.c_str()) == 0);
  }

  std::string folder_;
};

db::Address over_tcp(PrivateDatabase& database, const std::string& ca_file) {
  db::Address address = database.create("town");
  address.socket.clear();
  address.ca_file = ca_file;
  return address;
}

std::string cipher_of(const db::Address& address) {
  db::Session session{address, db::Purpose::alarms};
  std::string cipher;
  session.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'", {}, [&](const db::Row& row) { cipher = row.text(1); });
  return cipher;
}

}  // namespace

TEST_CASE("A server that proves its name is spoken to in secret, and no other authority will do") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), certificates.server_options("127.0.0.1")};
  db::Address address = over_tcp(database, certificates.file("ours.pem"));
  CHECK_FALSE(cipher_of(address).empty());
  address.ca_file = certificates.file("foreign.pem");
  CHECK_THROWS_AS(cipher_of(address), db::DbFault);
}

TEST_CASE("A server whose certificate has expired is refused") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), certificates.server_options("expired")};
  CHECK_THROWS_AS(cipher_of(over_tcp(database, certificates.file("ours.pem"))), db::DbFault);
}

TEST_CASE("A server with somebody else's name is refused") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), certificates.server_options("elsewhere.example")};
  CHECK_THROWS_AS(cipher_of(over_tcp(database, certificates.file("ours.pem"))), db::DbFault);
}

TEST_CASE("A server that speaks plain text only is refused where a CA file is given") {
  const Certificates certificates;
  PrivateDatabase database{free_port(), {"--skip-ssl"}};
  db::Address address = over_tcp(database, certificates.file("ours.pem"));
  CHECK_THROWS_AS(cipher_of(address), db::DbFault);
  address.ca_file.clear();
  CHECK(cipher_of(address).empty());
}

}  // namespace lamplight::tests
