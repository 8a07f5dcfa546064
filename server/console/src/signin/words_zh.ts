// The door, in Chinese.
import type { DoorWords } from './words_en.ts';

export const door_zh: DoorWords = {
  title: '登录',
  tagline: '灯亮着，就有人在。',
  username: '用户名',
  password: '密码',
  code: '手机动态验证码',
  code_hint: '仅在已启用双重验证时填写。',
  enter: '登录',
  entering: '正在登录…',
  ended: '登录已过期，请重新登录。',
  wrong: '用户名、密码或验证码不正确。',
  too_many: '尝试次数过多，请一分钟后再试。',
};
