// The answer to provisioning; the text of the QR code and of the settings.
#include "server/http/provisioning_views.h"

#include "devices/topic.h"
#include "server/http/json_views.h"
#include "server/qr_code.h"

namespace lamplight::server::http {
namespace {

std::string base_of(const ProvisionedDevice& p) {
  return std::string(k_topic_base) + p.district + "/" + p.id + "/";
}

Json topics_of(const ProvisionedDevice& p) {
  Json topics{{"base", base_of(p)}};
  for (const Leaf leaf : {Leaf::alarm, Leaf::readings, Leaf::status, Leaf::ack, Leaf::command, Leaf::result}) {
    topics[std::string(name_of(leaf))] = write_topic({DistrictId{p.district}, DeviceId{p.id}, leaf});
  }
  return topics;
}

// Short names, so that a cheap camera reads it: h host, p port, d district, n name, k password; t the port by
// certificate, whose files are too long for a code.
std::string qr_text(const ProvisionedDevice& p) {
  Json json{{"lamplight", 1}, {"h", p.broker.host}, {"p", p.broker.port}, {"d", p.district}, {"n", p.id}};
  if (p.secrets.password) json["k"] = *p.secrets.password;
  if (!p.secrets.certificate.empty()) json["t"] = p.broker.tls_port;
  return written(json);
}

// What a home's own Mosquitto needs to speak for it; the same words serve any MQTT client.
std::string mosquitto_settings(const ProvisionedDevice& p) {
  const bool by_certificate = !p.secrets.certificate.empty();
  const int port = by_certificate ? p.broker.tls_port : p.broker.port;
  std::string text = "connection lamplight\naddress " + p.broker.host + ":" + std::to_string(port) +
                     "\nbridge_protocol_version mqttv311\ncleansession false\nnotifications false\n";
  if (by_certificate) {
    text += "bridge_cafile /etc/mosquitto/lamplight/ca.crt\nbridge_certfile /etc/mosquitto/lamplight/" + p.id +
            ".crt\nbridge_keyfile /etc/mosquitto/lamplight/" + p.id + ".key\n";
  } else {
    text += "remote_username " + p.id + "\nremote_password " + p.secrets.password.value_or("") + "\n";
  }
  for (const Leaf leaf : {Leaf::alarm, Leaf::readings, Leaf::status, Leaf::result}) {
    text += "topic " + std::string(name_of(leaf)) + " out 1 lamplight/ " + base_of(p) + "\n";
  }
  for (const Leaf leaf : {Leaf::ack, Leaf::command}) {
    text += "topic " + std::string(name_of(leaf)) + " in 1 lamplight/ " + base_of(p) + "\n";
  }
  return text;
}

std::string zigbee2mqtt_settings(const ProvisionedDevice& p) {
  if (!p.secrets.password) return {};
  return "mqtt:\n  base_topic: " + base_of(p) + "zigbee2mqtt\n  server: mqtt://" + p.broker.host + ":" +
         std::to_string(p.broker.port) + "\n  user: " + p.id + "\n  password: " + *p.secrets.password +
         "\navailability: true\n";
}

Json sign_in_json(const ProvisionedDevice& p) {
  Json json{{"host", p.broker.host},
            {"port", p.broker.port},
            {"username", p.id},
            {"password", p.secrets.password ? Json(*p.secrets.password) : Json(nullptr)},
            {"accepted", p.accepted ? Json(*p.accepted) : Json(nullptr)},
            {"tls", nullptr}};
  if (!p.secrets.certificate.empty()) {
    json["tls"] = {{"port", p.broker.tls_port == 0 ? Json(nullptr) : Json(p.broker.tls_port)},
                   {"certificate", p.secrets.certificate},
                   {"key", p.secrets.key},
                   {"authority", p.secrets.authority}};
  }
  return json;
}

}  // namespace

std::string provisioned_view(const ProvisionedDevice& p) {
  const std::string code = qr_text(p);
  Json snippets{{"mosquitto", mosquitto_settings(p)}};
  if (const std::string zigbee = zigbee2mqtt_settings(p); !zigbee.empty()) snippets["zigbee2mqtt"] = zigbee;
  return written({{"device", Json::parse(p.device)},
                  {"sign_in", sign_in_json(p)},
                  {"topics", topics_of(p)},
                  {"qr", {{"text", code}, {"svg", qr_svg(code)}, {"terminal", qr_terminal(code)}}},
                  {"snippets", std::move(snippets)}});
}

}  // namespace lamplight::server::http
