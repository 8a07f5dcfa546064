// One's own account, in Chinese.
import type { AccountWords } from './words_en.ts';

export const account_zh: AccountWords = {
  title: '我的账号',
  back: '返回',
  factor: {
    title: '双重验证',
    on: '已启用：登录时需输入手机上的动态验证码。',
    off: '未启用。启用后，仅凭密码无法登录。手机上需装有身份验证器应用。',
    password: '请再次输入密码',
    begin: '开始设置',
    scan: '请用身份验证器应用扫描。',
    code_for_camera: '供手机扫描的二维码',
    by_hand: '或手动输入：',
    first_code: '应用当前显示的验证码',
    confirm: '确认',
    left: (n) => `还剩${n}个恢复码。`,
    code: '手机验证码或恢复码',
    renew: '重新生成恢复码',
    remove: '停用双重验证',
    recovery: '恢复码',
    recovery_hint: '手机遗失时，每个恢复码可登录一次。只显示这一次，请打印或抄写保存。',
    print: '打印',
    kept: '我已保存',
  },
  further: {
    title: '在另一部手机或平板上',
    how: '在那里打开这个链接，它会把验证码发到您的手机，输入即可进入。请保存链接或发给自己；没有您的手机，它什么也打不开。',
    copy: '复制',
    copied: '已复制',
  },
  sessions: {
    title: '已登录的设备',
    here: '本机',
    locked: '已锁定',
    unknown: '未知程序',
    used: (when) => `最近使用：${when}`,
    by_code: '如需退出其他设备，请输入手机验证码或恢复码',
    by_password: '如需退出其他设备，请再次输入密码',
    revoke: '退出登录',
    revoke_others: '退出其他所有设备',
  },
};
