// The address of such a letter is "district/device".
#include "server/notify/home_voice.h"

#include "devices/encode.h"
#include "devices/topic.h"

namespace lamplight::server {

Result<Done, NotSent> HomeVoice::send(const Letter& letter) {
  const std::size_t slash = letter.address.find('/');
  const DistrictId district{letter.address.substr(0, slash)};
  const DeviceId device{slash == std::string::npos ? std::string() : letter.address.substr(slash + 1)};
  const std::string topic = write_topic({district, device, Leaf::command});
  if (tell_(topic, encode_question(letter.id.text(), letter.text))) return Done{};
  return Failure{NotSent{"the broker did not take it", false}};
}

}  // namespace lamplight::server
