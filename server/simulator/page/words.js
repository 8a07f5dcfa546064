// The page's words in both languages, and the sentences a home says about an answer.
// They mirror devices/simulate/words.cpp; a test compares the two.

export const words = {
  en: {
    title: 'A home on the screen',
    otherLanguage: '中文',
    whose: 'Whose home?',
    resident: 'Resident',
    lamp: 'What the pendant says',
    keys: 'Her keys',
    sos: 'SOS: I need help',
    sosAgain: 'SOS: press again',
    service: 'Service: it can wait',
    cancel: 'Cancel: it was a mistake',
    test: 'Only a test: nobody is sent',
    happens: 'What happens to her',
    fall: 'She falls',
    smoke: 'Smoke in the kitchen',
    doorOpen: 'Open the front door',
    doorClose: 'Close the front door',
    pulse: 'Her pulse, beats a minute',
    pulseSet: 'Send it',
    pulseOwn: 'Measure her own again',
    sensors: 'What her home measures',
    devices: 'Devices',
    alarms: 'Every press, and what became of it',
    none: 'Nothing has been pressed yet.',
    footer:
      'A simulated home: the buttons send real messages to your town. Nobody in it exists. While you use a home, the simulator leaves it to you for ten minutes.',
    quiet: 'All is quiet.',
    sending: 'Calling …',
    noAnswer: 'No answer yet; the home calls again.',
    away: 'This page has lost the simulator. It is trying to reach it again.',
    noLine: 'The home has no line to the town just now. What is pressed is sent as soon as it is back.',
    moving: 'The town is being read; its homes will be here in a moment.',
    refused: 'That did not work.',
    noDevice: 'This home has no device for that.',
    yours: 'This home is in your hands until',
    sent: 'sent',
    times: 'times',
    repeatIn: 'again in',
    seconds: 's',
    from: { story: 'by the town’s own story', screen: 'on this page', elsewhere: 'by somebody else' },
    doing: {
      sleeping: 'She is asleep',
      washing: 'She is washing',
      toilet: 'She is in the bathroom',
      cooking: 'She is cooking',
      eating: 'She is eating',
      resting: 'She is resting',
      television: 'She is watching television',
      napping: 'She is having a nap',
      out: 'She has gone out',
    },
    measured: { heart_rate: 'Pulse', spo2: 'Oxygen', temperature: 'Temperature', door: 'Front door', mains: 'Mains' },
    open: 'open',
    closed: 'closed',
    on: 'on',
    off: 'failed',
    held: 'set by you',
    silent: 'silent',
    gadgets: {
      pendant: 'pendant', wearable: 'wrist band', base_unit: 'base unit', pull_cord: 'pull cord',
      smoke_alarm: 'smoke alarm', gas_alarm: 'gas alarm', water_sensor: 'water sensor', motion_sensor: 'motion sensor',
      door_contact: 'door contact', bed_sensor: 'bed sensor', climate_sensor: 'climate sensor',
      pressure_cuff: 'blood pressure cuff', thermometer: 'thermometer', pill_box: 'pill box', other: 'device',
    },
    kinds: {
      sos: 'SOS', service: 'Service', fall: 'Fall', smoke: 'Smoke', cancel: 'Cancel', restored: 'Over', gas: 'Gas',
      water: 'Water', mains_lost: 'Mains lost', battery_low: 'Battery low', wandering: 'Wandering',
      bed_exit: 'Out of bed', no_motion: 'No motion', medication_missed: 'Medication missed', tamper: 'Tampered with',
      unreadable: 'Unreadable',
    },
  },
  zh: {
    title: '屏幕上的家',
    otherLanguage: 'English',
    whose: '谁的家？',
    resident: '老人',
    lamp: '呼叫器说',
    keys: '按键',
    sos: '紧急呼叫：我需要帮助',
    sosAgain: '紧急呼叫：再按一次',
    service: '生活服务：不着急',
    cancel: '取消：按错了',
    test: '仅测试：不派人上门',
    happens: '发生的事',
    fall: '她摔倒了',
    smoke: '厨房冒烟',
    doorOpen: '打开大门',
    doorClose: '关上大门',
    pulse: '她的脉搏（次/分）',
    pulseSet: '发送',
    pulseOwn: '恢复她自己的脉搏',
    sensors: '家中测得',
    devices: '设备',
    alarms: '每次呼叫与处理结果',
    none: '还没有按过。',
    footer: '这是模拟的家：按键会向您的镇子发送真实的消息，其中的人都是虚构的。您使用期间，模拟器十分钟内不会打扰这个家。',
    quiet: '一切平静。',
    sending: '正在呼叫……',
    noAnswer: '尚无应答，将再次呼叫。',
    away: '本页面与模拟器失去联系，正在重新连接。',
    noLine: '这个家暂时没有线路；恢复后立即发送。',
    moving: '正在读取镇子的资料，请稍候。',
    refused: '没有成功。',
    noDevice: '这个家没有相应的设备。',
    yours: '这个家由您使用，直到',
    sent: '已发送',
    times: '次',
    repeatIn: '再次发送还有',
    seconds: '秒',
    from: { story: '镇子自己的故事', screen: '在本页面', elsewhere: '由别人' },
    doing: {
      sleeping: '她在睡觉',
      washing: '她在洗漱',
      toilet: '她在卫生间',
      cooking: '她在做饭',
      eating: '她在吃饭',
      resting: '她在休息',
      television: '她在看电视',
      napping: '她在午睡',
      out: '她出门了',
    },
    measured: { heart_rate: '脉搏', spo2: '血氧', temperature: '体温', door: '大门', mains: '市电' },
    open: '开着',
    closed: '关着',
    on: '正常',
    off: '停电',
    held: '由您设定',
    silent: '没有声息',
    gadgets: {
      pendant: '呼叫器', wearable: '手环', base_unit: '主机', pull_cord: '拉绳', smoke_alarm: '烟雾报警器',
      gas_alarm: '燃气报警器', water_sensor: '水浸传感器', motion_sensor: '人体感应器', door_contact: '门磁',
      bed_sensor: '床垫传感器', climate_sensor: '温湿度计', pressure_cuff: '血压计', thermometer: '体温计',
      pill_box: '药盒', other: '设备',
    },
    kinds: {
      sos: '紧急呼叫', service: '生活服务', fall: '跌倒', smoke: '烟雾', cancel: '取消', restored: '已恢复', gas: '燃气',
      water: '漏水', mains_lost: '停电', battery_low: '电量低', wandering: '走失', bed_exit: '离床',
      no_motion: '无活动', medication_missed: '漏服药', tamper: '被拆动', unreadable: '无法识别',
    },
  },
};

// Rounded up: she had rather be early than late.
const minutesOf = (etaS) => Math.max(1, Math.ceil(etaS / 60));

const arrivalOf = {
  en: (etaS) => (etaS === null ? '' : etaS <= 60 ? ', about a minute' : `, ${minutesOf(etaS)} minutes`),
  zh: (etaS) => (etaS === null ? '' : `，约${minutesOf(etaS)}分钟到`),
};

// What the home says about an answer; `etaS` has been counted down to now.
export function sentence(answer, language, again, etaS) {
  const who = answer.worker ?? (language === 'zh' ? '护理员' : 'Somebody');
  const arrival = arrivalOf[language](etaS);
  if (language === 'zh') {
    switch (answer.state) {
      case 'received': return again ? '已收到：正在为您另找人员' : '已收到：正在安排帮助';
      case 'assigned': return `${who}将上门${arrival}`;
      case 'on_the_way': return `${who}正在路上${arrival}`;
      case 'arrived': return `${who}已到达`;
      case 'closed': return '已结束：本次呼叫已处理完毕';
      case 'cancelled': return '已取消：不再派人上门';
      default: return answer.reason ? `未能识别：${answer.reason}` : '未能识别';
    }
  }
  switch (answer.state) {
    case 'received': return again ? 'received: somebody else is being found for you' : 'received: help is being organised';
    case 'assigned': return `${who} is coming${arrival}`;
    case 'on_the_way': return `${who} is on the way${arrival}`;
    case 'arrived': return `${who} has arrived`;
    case 'closed': return 'closed: this call has ended';
    case 'cancelled': return 'cancelled: nobody is coming any more';
    default: return answer.reason ? `not understood: ${answer.reason}` : 'not understood';
  }
}
