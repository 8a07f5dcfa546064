// One session a letter.
#include "server/notify/mail.h"

#include <sstream>

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureSMTPClientSession.h>

#include "server/notify/mail_text.h"

namespace lamplight::server {
namespace {

using Poco::Net::SecureSMTPClientSession;

void greet(SecureSMTPClientSession& session, const NotifySettings& settings) {
  session.open();
  session.login();
  if (settings.smtp_security == "starttls") {
    const Poco::Net::Context::Ptr context =
        new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", Poco::Net::Context::VERIFY_STRICT, 9, true);
    if (!session.startTLS(context)) throw Poco::Net::SMTPException("the server does not offer STARTTLS");
    session.login();  // the greeting before is forgotten (RFC 3207, 4.2)
  }
  if (!settings.smtp_user.empty()) {
    session.login(SecureSMTPClientSession::AUTH_PLAIN, settings.smtp_user, settings.smtp_password);
  }
}

}  // namespace

Result<Done, NotSent> Mail::send(const Letter& letter) {
  try {
    SecureSMTPClientSession session(settings_.smtp_host, static_cast<Poco::UInt16>(settings_.smtp_port));
    session.setTimeout(Poco::Timespan(0, static_cast<int>(k_notify_timeout.count()) * 1000));
    greet(session, settings_);
    std::string answer;
    for (const auto& [command, argument] : {std::pair{std::string("MAIL FROM:"), settings_.smtp_from},
                                            std::pair{std::string("RCPT TO:"), letter.address}}) {
      const int status = session.sendCommand(command + "<" + argument + ">", answer);
      if (status / 100 == 5) return Failure{NotSent{"the mail server refuses: " + std::to_string(status), true}};
      if (status / 100 != 2) return Failure{NotSent{"the mail server says " + std::to_string(status), false}};
    }
    session.sendData();
    std::istringstream text(mail_text(letter, settings_.smtp_from, settings_.smtp_name));
    session.sendMessage(text);
    // The server has it. The session says goodbye at its end, and whatever comes of that, nothing is sent again.
    return Done{};
  } catch (const Poco::Exception& fault) {
    return Failure{NotSent{"the mail server: " + std::string(fault.name()), false}};
  } catch (const std::exception& fault) {
    return Failure{NotSent{"the mail server: " + std::string(fault.what()), false}};
  }
}

}  // namespace lamplight::server
