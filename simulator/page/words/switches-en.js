// What no official page settles, in English: the name of each switch, and why its default is what it is.

export default {
  b_grants_add_up: 'Grants add up', w_grants_add_up: 'Off: the largest counts, as the text for mini programs says.',
  b_passive_replies_are_charged: 'Passive replies are charged', w_passive_replies_are_charged: 'Off: the rule speaks of customer-service messages alone.',
  b_location_reports_open_grants: 'Location reports open 48 hours', w_location_reports_open_grants: 'Off: one unproven report.',
  b_grants_survive_leaving: 'Grants survive leaving', w_grants_survive_leaving: 'Off: leaving ends them, the new follow gives three in a minute.',
  b_late_answer_grace_ms: 'Answers taken after 5 s (ms)', w_late_answer_grace_ms: '0: the page says 5 s; some hosts were seen to wait longer.',
  b_any_success_status: 'Any 2xx is an answer', w_any_success_status: 'Off: 200 alone.',
  b_retries_are_signed_anew: 'Retries are signed anew', w_retries_are_signed_anew: 'On: then a bot must tell repeats by MsgId, which is always right.',
  b_sticker: 'A sticker arrives as', w_sticker: 'The text “unsupported message”: most reports; single ones tell of pictures.',
  b_subscribe_key: 'EventKey of a plain follow', w_subscribe_key: 'Present and empty.',
  b_voice_recognition: 'Voice notes carry a transcript', w_voice_recognition: 'Off: it stays away since recognition was withdrawn.',
  b_json_replies: 'Replies to JSON pushes', w_json_replies: 'Either: nothing official says which.',
  b_inbound_media_can_be_sent_on: 'Pictures can be sent on', w_inbound_media_can_be_sent_on: 'On: long practice.',
  b_inbound_voice_can_be_sent_on: 'Voice notes can be sent on', w_inbound_voice_can_be_sent_on: 'On: mostly works, some refusals.',
  b_thumb_upload_has_own_field: 'thumb upload answers thumb_media_id', w_thumb_upload_has_own_field: 'Off: media_id, as the page shows.',
  b_media_without_verification: 'Media without verification', w_media_without_verification: 'Off: the table of permissions refuses it.',
  b_menu_cache_ms: 'Phones keep a menu for (ms)', w_menu_cache_ms: '0, for people at work; real phones up to 24 h.',
  b_login_as_snapshot: 'Web login answers a virtual user', w_login_as_snapshot: 'Off: the visitor agreed.',
  b_unicode_escapes_are_shown: '\\u escapes are shown literally', w_unicode_escapes_are_shown: 'Off: said to be mended in 2018.',
  b_minute_limit_is_45009: 'Minute limits answer 45009', w_minute_limit_is_45009: 'Off: 45011.',
  o_text: 'text', o_image: 'picture', o_empty: 'empty', o_absent: 'absent', o_either: 'either', o_json_only: 'JSON only', o_xml_only: 'XML only',
};
