// Certificates that are right, somebody else's, and over, made anew for each test that needs them.
#pragma once

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace lamplight::tests {

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

}  // namespace lamplight::tests
