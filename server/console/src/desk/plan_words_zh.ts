// The steps of the plans, in Chinese.
import type { PlanWords } from './plan_words_en.ts';

export const plan_zh: PlanWords = {
  title: '处置预案',
  progress: (done, all) => `已完成${done}/${all}步`,
  done_by: (who, clock) => `${who}，${clock}`,
  ticked: (step) => `已完成步骤：${step}`,
  unticked: (step) => `步骤重新待办：${step}`,
  step: {
    take: '接警',
    speak: '与老人通话：发生了什么，有没有受伤，能不能活动？',
    fire_brigade: '拨打火警119',
    ambulance: '有疑虑即拨打120：胸痛、呼吸困难、言语不清、大量出血、头部受撞',
    police: '拨打110报警',
    get_out: '所有人离开家中；开窗；不碰开关，不用明火，不乘电梯',
    do_not_lift: '不要一个人搬动老人；注意保暖，保持通话',
    neighbour: '在安全的前提下请邻居查看',
    contact: '按顺序通知紧急联系人',
    search: '询问老人常去的地方；把衣着告知附近的护理员',
    take_medicine: '若时间允许，请老人现在服药',
    measure_again: '请老人休息后再测一次',
    turn_off: '关闭水阀；受潮处切断电源',
    high_risk_first: '先联系高风险住户：吸氧、输液泵、护理床',
    utility: '向供电部门询问恢复时间',
    agree_when: '约定上门时间',
    check_device: '检查设备：电量、线路、最近一次心跳',
    send: '派护理员上门',
    there: '护理员已到场',
    tell_family: '告知家属处理结果',
    report: '填写结果和备注，然后结案',
  },
};
