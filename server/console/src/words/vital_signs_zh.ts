// The names and units of what is measured, in Chinese.
import type { VitalSignWords } from './vital_signs_en.ts';

export const vital_signs_zh: VitalSignWords = {
  name: {
    news2: '早期预警评分',
    heart_rate: '脉搏',
    spo2: '血氧',
    respiratory_rate: '呼吸',
    systolic: '收缩压',
    diastolic: '舒张压',
    temperature: '体温',
    glucose: '血糖',
    weight: '体重',
    steps: '步数',
    oxygen_supply: '吸氧',
    consciousness: '意识',
  },
  unit: {
    heart_rate: '次/分',
    spo2: '%',
    respiratory_rate: '次/分',
    systolic: '毫米汞柱',
    diastolic: '毫米汞柱',
    temperature: '°C',
    glucose: '毫摩尔/升',
    weight: '公斤',
  },
};
