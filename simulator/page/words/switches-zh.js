// What no official page settles, in Chinese: the name of each switch, and why its default is what it is.

export default {
  b_grants_add_up: '不同来源的额度相加', w_grants_add_up: '默认不加，取最大的一份：小程序文档这样写，公众号没有写。',
  b_passive_replies_are_charged: '被动回复也扣额度', w_passive_replies_are_charged: '默认不扣：规则只说客服消息，没有相反的报告。',
  b_location_reports_open_grants: '自动上报位置开 48 小时窗口', w_location_reports_open_grants: '默认不开：只有一份未证实的说法。',
  b_grants_survive_leaving: '取关再关注，旧额度还在', w_grants_survive_leaving: '默认清空：取关即结束，重新关注只有一分钟三条。',
  b_late_answer_grace_ms: '5 秒之外再宽限（毫秒）', w_late_answer_grace_ms: '默认 0：文档说 5 秒；有人见过稍晚也收的。',
  b_any_success_status: '任何 2xx 都算成功', w_any_success_status: '默认只认 200。',
  b_retries_are_signed_anew: '重试换新的时间戳和签名', w_retries_are_signed_anew: '默认换：机器人只能按 MsgId 去重，这样总是对的。',
  b_sticker: '表情包推送成', w_sticker: '默认是「收到不支持的消息类型」的文本：多数报告如此，少数见到图片。',
  b_subscribe_key: '普通关注的 EventKey', w_subscribe_key: '默认有这个字段、值为空。',
  b_voice_recognition: '语音带识别结果', w_voice_recognition: '默认不带：语音识别下线后就没有了。',
  b_json_replies: 'JSON 推送可以怎样回', w_json_replies: '默认 JSON、XML 都收：官方没有说。',
  b_inbound_media_can_be_sent_on: '收到的图片能转给别人', w_inbound_media_can_be_sent_on: '默认能：多年的实践。',
  b_inbound_voice_can_be_sent_on: '收到的语音能转给别人', w_inbound_voice_can_be_sent_on: '默认能：多数成功，少数被拒。',
  b_thumb_upload_has_own_field: '缩略图上传答 thumb_media_id', w_thumb_upload_has_own_field: '默认答 media_id，照文档。',
  b_media_without_verification: '未认证号也能上传下载素材', w_media_without_verification: '默认不能：权限表如此，没人证明相反。',
  b_menu_cache_ms: '手机记住菜单多久（毫秒）', w_menu_cache_ms: '默认 0，方便调试；真手机最长 24 小时。',
  b_login_as_snapshot: '网页登录给虚拟用户', w_login_as_snapshot: '默认不给：来的人点了同意。',
  b_unicode_escapes_are_shown: '\\u 转义原样显示', w_unicode_escapes_are_shown: '默认不：据说 2018 年修好了。',
  b_minute_limit_is_45009: '分钟超限也答 45009', w_minute_limit_is_45009: '默认答 45011。',
  o_text: '文本', o_image: '图片', o_empty: '空', o_absent: '没有', o_either: '都收', o_json_only: '只收 JSON', o_xml_only: '只收 XML',
};
