// Lists of objects with known members; a file that is not one is named in the error.
#include "server/simulator/town_files.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace lamplight::simulator {
namespace {

nlohmann::json list_in(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("can't open " + path + "; is the town set up? `lamplight up` does it");
  nlohmann::json list = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!list.is_array()) throw std::runtime_error(path + " is not a JSON list");
  return list;
}

std::string text_in(const nlohmann::json& object, const char* member) {
  if (!object.is_object()) return {};
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

std::vector<TownDevice> read_devices(const std::string& path) {
  std::vector<TownDevice> devices;
  for (const auto& entry : list_in(path)) {
    TownDevice device;
    device.id = DeviceId{text_in(entry, "device")};
    device.district = DistrictId{text_in(entry, "district")};
    if (!is_name(device.id.text()) || !is_name(device.district.text())) {
      throw std::runtime_error(path + ": an entry without a proper device and district");
    }
    if (const std::string resident = text_in(entry, "resident"); !resident.empty()) {
      device.resident = ResidentId{resident};
    }
    device.model = text_in(entry, "model");
    device.room = text_in(entry, "room");
    devices.push_back(std::move(device));
  }
  return devices;
}

std::vector<Account> read_accounts(const std::string& path) {
  std::vector<Account> accounts;
  for (const auto& entry : list_in(path)) {
    Account account{text_in(entry, "username"), text_in(entry, "password"), text_in(entry, "role"),
                    text_in(entry, "person"), text_in(entry, "name")};
    if (account.username.empty()) throw std::runtime_error(path + ": an entry without a username");
    accounts.push_back(std::move(account));
  }
  return accounts;
}

}  // namespace lamplight::simulator
