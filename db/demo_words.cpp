// The lists themselves.
#include "db/demo_words.h"

namespace lamplight::db::words {

const std::array<Village, 12> k_villages{{
    {"guyi", "古一", "Guyi", 22.6125, 113.1860},
    {"guer", "古二", "Gu'er", 22.6165, 113.1925},
    {"gusan", "古三", "Gusan", 22.6100, 113.1945},
    {"gusi", "古四", "Gusi", 22.6065, 113.2000},
    {"haizhou", "海洲", "Haizhou", 22.6300, 113.1745},
    {"caoyi", "曹一", "Caoyi", 22.6260, 113.2015},
    {"caoer", "曹二", "Cao'er", 22.6325, 113.2065},
    {"caosan", "曹三", "Caosan", 22.6375, 113.1995},
    {"gangdong", "冈东", "Gangdong", 22.6025, 113.2085},
    {"gangnan", "冈南", "Gangnan", 22.5960, 113.2020},
    {"liufang", "六坊", "Liufang", 22.6190, 113.1815},
    {"qifang", "七坊", "Qifang", 22.6235, 113.1890},
}};

const std::array<std::string_view, 8> k_streets{"榕树头街", "灯湖路",   "河堤东路", "祠堂前街",
                                                "新村大道", "鱼塘基路", "市场横巷", "桥南路"};

const std::array<Syllable, 32> k_surnames{{
    {"陈", "chen"}, {"李", "li"},   {"黄", "huang"}, {"张", "zhang"}, {"梁", "liang"}, {"林", "lin"},  {"吴", "wu"},
    {"刘", "liu"},  {"何", "he"},   {"邓", "deng"},  {"苏", "su"},    {"区", "ou"},    {"袁", "yuan"}, {"蔡", "cai"},
    {"魏", "wei"},  {"杨", "yang"}, {"胡", "hu"},    {"叶", "ye"},    {"冯", "feng"},  {"罗", "luo"},  {"谭", "tan"},
    {"关", "guan"}, {"周", "zhou"}, {"郑", "zheng"}, {"伍", "wu"},    {"卢", "lu"},    {"简", "jian"}, {"曹", "cao"},
    {"霍", "huo"},  {"麦", "mai"},  {"曾", "zeng"},  {"余", "yu"},
}};

const std::array<Syllable, 24> k_women_first{{
    {"秀", "xiu"},  {"桂", "gui"},  {"丽", "li"},  {"惠", "hui"},  {"月", "yue"},  {"玉", "yu"},
    {"淑", "shu"},  {"凤", "feng"}, {"美", "mei"}, {"彩", "cai"},  {"瑞", "rui"},  {"兰", "lan"},
    {"少", "shao"}, {"雪", "xue"},  {"婉", "wan"}, {"杏", "xing"}, {"巧", "qiao"}, {"金", "jin"},
    {"素", "su"},   {"润", "run"},  {"洁", "jie"}, {"佩", "pei"},  {"银", "yin"},  {"顺", "shun"},
}};

const std::array<Syllable, 24> k_women_second{{
    {"英", "ying"}, {"珍", "zhen"},  {"芳", "fang"}, {"娟", "juan"}, {"好", "hao"},  {"嫦", "chang"},
    {"霞", "xia"},  {"琼", "qiong"}, {"莲", "lian"}, {"梅", "mei"},  {"娥", "e"},    {"仪", "yi"},
    {"娴", "xian"}, {"容", "rong"},  {"群", "qun"},  {"琴", "qin"},  {"贞", "zhen"}, {"娣", "di"},
    {"萍", "ping"}, {"珊", "shan"},  {"燕", "yan"},  {"玲", "ling"}, {"环", "huan"}, {"妹", "mei"},
}};

const std::array<Syllable, 24> k_men_first{{
    {"国", "guo"},  {"建", "jian"}, {"志", "zhi"},  {"伟", "wei"},  {"永", "yong"},  {"荣", "rong"},
    {"锦", "jin"},  {"炳", "bing"}, {"观", "guan"}, {"树", "shu"},  {"兆", "zhao"},  {"耀", "yao"},
    {"柏", "bai"},  {"德", "de"},   {"启", "qi"},   {"汉", "han"},  {"松", "song"},  {"福", "fu"},
    {"焕", "huan"}, {"泽", "ze"},   {"文", "wen"},  {"定", "ding"}, {"广", "guang"}, {"添", "tian"},
}};

const std::array<Syllable, 24> k_men_second{{
    {"强", "qiang"}, {"华", "hua"}, {"明", "ming"},  {"坤", "kun"},   {"雄", "xiong"}, {"辉", "hui"},
    {"生", "sheng"}, {"发", "fa"},  {"权", "quan"},  {"棠", "tang"},  {"基", "ji"},    {"良", "liang"},
    {"才", "cai"},   {"彬", "bin"}, {"恩", "en"},    {"照", "zhao"},  {"培", "pei"},   {"康", "kang"},
    {"林", "lin"},   {"新", "xin"}, {"胜", "sheng"}, {"成", "cheng"}, {"杰", "jie"},   {"安", "an"},
}};

const std::array<Word, 10> k_skills{{
    {"first_aid", "急救", "First aid"},
    {"lifting", "搬扶", "Lifting"},
    {"nursing", "护理", "Nursing"},
    {"dementia", "认知症照护", "Dementia care"},
    {"catheter", "导尿管护理", "Catheter care"},
    {"key_holder", "钥匙保管", "Key holder"},
    {"driver", "驾驶", "Driver"},
    {"sign_language", "手语", "Sign language"},
    {"two_person_lift", "双人搬抬", "Two-person lift"},
    {"vehicle_stretcher", "车载担架", "Stretcher on board"},
}};

const std::array<std::string_view, 6> k_ways_in{
    "铁门左侧有钥匙盒，进门后右转。",           "按一楼门铃，邻居会开大门；家门钥匙在钥匙盒内。",
    "从巷子后门进，门口有狗但拴着。",           "楼梯房三楼，没有电梯；钥匙盒在水表旁。",
    "大门白天不锁，夜里请按钥匙盒密码取钥匙。", "小区保安亭登记后进入，钥匙盒在消防栓旁。",
};

const std::array<std::string_view, 5> k_mobility{
    "行走自如", "用手杖", "用助行架", "坐轮椅", "多数时间卧床",
};

const std::array<std::string_view, 8> k_conditions{
    "高血压", "2型糖尿病", "冠心病", "慢性阻塞性肺病", "骨质疏松", "轻度认知障碍", "脑梗死后遗症", "慢性肾病",
};

const std::array<std::string_view, 8> k_medication{
    "氨氯地平 5 mg 每日一次", "二甲双胍 0.5 g 每日两次", "阿司匹林 100 mg 每日一次", "噻托溴铵吸入 每日一次",
    "碳酸钙 D3 每日一次",     "多奈哌齐 5 mg 睡前",      "阿托伐他汀 20 mg 睡前",    "呋塞米 20 mg 每日一次",
};

const std::array<std::string_view, 4> k_allergies{"青霉素", "磺胺类", "海鲜", "碘造影剂"};

const std::array<std::string_view, 6> k_notes{
    "听力不好，请大声说话。",     "怕黑，夜里请先开走廊灯。", "喜欢聊从前灯饰厂的事。",
    "家中有两级台阶，容易绊倒。", "助听器放在床头柜上。",     "周三上午去日间照料中心。",
};

const std::array<std::string_view, 6> k_relations{"女儿", "儿子", "儿媳", "邻居", "孙女", "妹妹"};

const std::string_view k_consent_zh =
    "我同意平安守护中心让我指定的亲属看到我在下面勾选的内容：是否平安、求助与处理经过、生命体征、求助地点。"
    "中心只在为我提供守护服务时使用这些内容，不转给他人。我可以随时收回同意，收回后亲属即刻看不到；收回不影响对我的救助。";
const std::string_view k_consent_en =
    "I agree that the care centre shows the relative I name what is ticked below: whether all is well, calls for help "
    "and what came of them, vital signs, and where help is going. The centre uses this only to look after me and gives "
    "it to nobody else. I can take this back at any time; from that moment the relative sees nothing. Taking it back "
    "changes nothing in the help I get.";

}  // namespace lamplight::db::words
