// Reasons for and against sending somebody, in Chinese.
import type { ReasonWords } from './reasons_en.ts';

export const reasons_zh: ReasonWords = {
  away: (minutes) => `约${minutes}可到`,
  has: (skill) => `具备${skill}技能`,
  lacks: (skill) => `缺少${skill}技能`,
  speaks: (tongue) => `会说${tongue}`,
  no_language: (tongue) => `不会说${tongue}`,
  busy: '正在处理其他事件',
  asked: '另有派单待答复',
  other_district: '不负责该片区',
  gender: (gender) => (gender === 'female' ? '老人要求女性护理员' : '老人要求男性护理员'),
  knows: '熟悉这位老人',
  off_duty: '未在班',
  no_position: '位置未知',
  no_place: '事发地点未知',
  excluded: '老人不希望其上门',
  declined: '已拒单',
  chosen: '调度员指定',
  stale_position: (more) => `位置较旧（+${more}）`,
  language_missed: (more) => `语言不合（+${more}）`,
  gender_missed: (more) => `性别与意愿不符（+${more}）`,
  not_preferred: (more) => `非常用护理员（+${more}）`,
  load: (more) => `手上另有任务（+${more}）`,
  shift_ends_soon: (more) => `即将下班（+${more}）`,
  asked_before: (more) => `此前未答复（+${more}）`,
  tongue: { zh: '普通话', yue: '粤语', en: '英语', hak: '客家话', nan: '闽南话' },
};
