// Words of the page in Chinese and English.

const zh = {
  title: '微信模拟器', connecting: '正在连接…', lost: '与模拟器断开，重连中…',
  waitingUrl: '还没有服务器地址', verifying: '等待服务器接入', verified: '服务器已接入',
  clock: '模拟时钟', plus1m: '+1 分', plus1h: '+1 时', plus48h: '+48 时', turned: '比真实时间快 {0}',
  addPhone: '加一部手机', otherLanguage: 'English', phones: '手机', journal: '发生了什么', filter: '筛选',
  all: '全部', pushes: '推送', api: '接口', trouble: '问题', journalEmpty: '说句话，这里会显示它走过的路。',
  faults: '制造故障', faultsOn: '{0} 项开启',
  follow: '关注公众号', followHint: '关注后就能和它聊天', unfollow: '取消关注', more: '更多', account: '公众号',
  send: '发送', say: '说点什么', emoji: '表情', moreInputs: '更多消息类型', menuBar: '菜单', keyboard: '键盘',
  sticker: '表情包', image: '图片', voice: '语音', video: '视频', location: '位置', link: '链接', scan: '扫码',
  place: '广州塔', linkTitle: '一篇文章', chat: '{0} 与公众号的聊天', today: '今天', yesterday: '昨天',
  typing: '对方正在输入…', notFollowing: '未关注', closed: '不可推送', open: '可推送 {0}/{1}',
  usedUp: '推送已用完', hours: '{0} 小时 {1} 分', seconds: '{0} 秒', minutes: '{0} 分 {1} 秒', days: '{0} 天 {1} 小时',
  until: '还剩 {0}', class_message: '发消息', class_menu: '点菜单', class_follow: '关注', class_scan: '扫码',
  passive: '被动回复', customer: '客服消息 {0}/{1}', aiNote: '内容由第三方AI生成', failedMark: '没有送达服务器',
  waitingMark: '正在送往服务器', persona: '客服 {0}', readMore: '查看详情', miniProgram: '小程序', music: '音乐',
  kind_text: '文本', kind_message_menu_tap: '点选项', kind_image: '图片', kind_voice: '语音', kind_video: '视频',
  kind_location: '位置', kind_link: '链接', kind_sticker: '表情包', kind_subscribe: '关注', kind_unsubscribe: '取消关注',
  kind_scan: '扫码', kind_click: '菜单', kind_view: '菜单链接', kind_news: '图文', kind_music: '音乐',
  kind_short_video: '小视频', kind_mini_program: '小程序', kind_file: '文件', kind_unknown: '未知消息', kind_template: '通知',
  kind_view_mini_program: '菜单小程序', kind_menu_scan: '菜单扫码', kind_menu_pictures: '菜单发图', kind_menu_location: '菜单位置',
  kind_location_report: '上报位置', kind_unknown_event: '未知事件', kind_template_result: '模板消息结果',
  kind_subscription_popup: '订阅通知弹窗', kind_subscription_change: '退订通知', kind_subscription_sent: '订阅通知结果',
  v_not_json: '不是 JSON', v_result: '事件不回复', mode_cloud_hosting: '云托管',
  v_open: '等待回答', v_nothing: '收下，没有回复', v_shown: '回复 {0}', v_lost: '回答丢失', v_late: '太迟', v_repeat: '重复，忽略',
  v_timed_out: '超时', v_connection_lost: '连接失败', v_status: '状态 {0}', v_not_xml: '不是 XML', v_envelope: '信封不对',
  v_signature: '签名不对', v_cipher: '解不开', v_app_id: 'AppID 不对', v_addressing: '收发人不对', v_create_time: '缺 CreateTime',
  v_msg_type: 'MsgType 不对', v_field: '字段不对', v_media: '媒体失效', v_too_long: '超过 2048 字节，不显示', v_empty: '空文本，不显示',
  v_not_following: '已取关，不显示', v_link_tap: '链接不回复', v_transferred: '转人工', pushFailed: '三次都失败，用户看到故障提示',
  attempt: '第 {0} 次', noAnswer: '没有回答', notCarriedOut: '没有执行', fault: '故障',
  f_api_busy: '接口返回系统繁忙', f_api_timeout_before: '请求丢失', f_api_timeout_after: '执行了，回答丢失',
  f_reply_lost: '被动回复丢失', f_attempt_not_delivered: '推送没有送到', f_duplicate_push: '重复推送', f_reorder: '推送乱序',
  f_token_revoked: 'access_token 失效',
  kindOf_verified_service: '认证服务号', kindOf_verified_subscription: '认证公众号', kindOf_unverified_service: '未认证服务号',
  kindOf_personal: '个人号', kindOf_sandbox: '测试号', mode_plain: '明文', mode_compatible: '兼容', mode_secure: '安全',
  names: '小刚,阿梅,大山,小雨,阿杰,小满,老陈,晚晚',
};

const en = {
  title: 'WeChat simulator', connecting: 'Connecting…', lost: 'Connection lost, retrying…',
  waitingUrl: 'No server address yet', verifying: 'Waiting for the server', verified: 'Server verified',
  clock: 'Simulated clock', plus1m: '+1 min', plus1h: '+1 h', plus48h: '+48 h', turned: '{0} ahead of real time',
  addPhone: 'Add a phone', otherLanguage: '中文', phones: 'Phones', journal: 'What happened', filter: 'Filter',
  all: 'All', pushes: 'Pushes', api: 'API', trouble: 'Trouble', journalEmpty: 'Say something: its way is shown here.',
  faults: 'Make trouble', faultsOn: '{0} on',
  follow: 'Follow', followHint: 'Follow to chat with it', unfollow: 'Unfollow', more: 'More', account: 'Official account',
  send: 'Send', say: 'Say something', emoji: 'Emoji', moreInputs: 'Other messages', menuBar: 'Menu', keyboard: 'Keyboard',
  sticker: 'Sticker', image: 'Picture', voice: 'Voice', video: 'Video', location: 'Place', link: 'Link', scan: 'Scan',
  place: 'Canton Tower', linkTitle: 'An article', chat: 'Chat of {0} with the account', today: 'Today', yesterday: 'Yesterday',
  typing: 'typing…', notFollowing: 'not following', closed: 'cannot push', open: 'push {0}/{1}',
  usedUp: 'pushes used up', hours: '{0} h {1} min', seconds: '{0} s', minutes: '{0} min {1} s', days: '{0} d {1} h',
  until: '{0} left', class_message: 'wrote', class_menu: 'menu tap', class_follow: 'followed', class_scan: 'scanned',
  passive: 'passive reply', customer: 'customer service {0}/{1}', aiNote: 'Made by a third-party AI', failedMark: 'Did not reach the server',
  waitingMark: 'On its way to the server', persona: 'agent {0}', readMore: 'Read more', miniProgram: 'Mini program', music: 'Music',
  kind_text: 'text', kind_message_menu_tap: 'choice', kind_image: 'picture', kind_voice: 'voice', kind_video: 'video',
  kind_location: 'place', kind_link: 'link', kind_sticker: 'sticker', kind_subscribe: 'follow', kind_unsubscribe: 'unfollow',
  kind_scan: 'scan', kind_click: 'menu', kind_view: 'menu link', kind_news: 'article', kind_music: 'music',
  kind_short_video: 'short film', kind_mini_program: 'mini program', kind_file: 'file', kind_unknown: 'unknown message', kind_template: 'notice',
  kind_view_mini_program: 'menu mini program', kind_menu_scan: 'menu scan', kind_menu_pictures: 'menu pictures', kind_menu_location: 'menu place',
  kind_location_report: 'location report', kind_unknown_event: 'unknown event', kind_template_result: 'template result',
  kind_subscription_popup: 'notice consent', kind_subscription_change: 'consent withdrawn', kind_subscription_sent: 'notice result',
  v_not_json: 'not JSON', v_result: 'an event gets no reply', mode_cloud_hosting: 'cloud hosting',
  v_open: 'waiting', v_nothing: 'taken, no reply', v_shown: 'replied: {0}', v_lost: 'answer lost', v_late: 'too late', v_repeat: 'repeat, ignored',
  v_timed_out: 'timed out', v_connection_lost: 'no connection', v_status: 'status {0}', v_not_xml: 'not XML', v_envelope: 'wrong envelope',
  v_signature: 'wrong signature', v_cipher: 'cannot be opened', v_app_id: 'wrong AppID', v_addressing: 'wrong addressing', v_create_time: 'no CreateTime',
  v_msg_type: 'wrong MsgType', v_field: 'wrong field', v_media: 'dead media', v_too_long: 'over 2048 bytes, not shown', v_empty: 'empty text, not shown',
  v_not_following: 'left, not shown', v_link_tap: 'no reply to links', v_transferred: 'handed over', pushFailed: 'Three failures: the person sees the fault notice',
  attempt: 'attempt {0}', noAnswer: 'no answer', notCarriedOut: 'not carried out', fault: 'fault',
  f_api_busy: 'API says it is busy', f_api_timeout_before: 'Call lost', f_api_timeout_after: 'Carried out, answer lost',
  f_reply_lost: 'Passive reply lost', f_attempt_not_delivered: 'Push not delivered', f_duplicate_push: 'Push repeated', f_reorder: 'Pushes out of order',
  f_token_revoked: 'access_token revoked',
  kindOf_verified_service: 'verified service account', kindOf_verified_subscription: 'verified subscription account',
  kindOf_unverified_service: 'unverified service account', kindOf_personal: 'personal account', kindOf_sandbox: 'sandbox account',
  mode_plain: 'plain', mode_compatible: 'compatible', mode_secure: 'secure',
  names: 'Gang,Mei,Dashan,Yu,Jie,Man,Chen,Wan',
};

let language = 'zh';
try { language = localStorage.getItem('language') === 'en' ? 'en' : 'zh'; } catch { /* storage may be off */ }

/** The word for a key, with {0}, {1} … filled in. */
export function t(key, ...values) {
  const text = (language === 'en' ? en : zh)[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, n) => values[n] ?? '');
}

/** Switches language, remembers it, and rewrites what index.html holds. */
export function toggleLanguage() {
  language = language === 'en' ? 'zh' : 'en';
  try { localStorage.setItem('language', language); } catch { /* not remembered then */ }
  applyWords();
}

/** Writes the words of all marked elements. */
export function applyWords(root = document) {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  document.title = t('title');
  for (const node of root.querySelectorAll('[data-word]')) node.textContent = t(node.dataset.word);
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  const other = document.getElementById('language');
  if (other) other.lang = language === 'en' ? 'zh-CN' : 'en';
}
