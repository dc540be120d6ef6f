// A bot over Node's packages: `wechat` answers, `co-wechat-api` sends.
// bot.js API_BASE APP_ID SECRET TOKEN AES_KEY; prints its port. Packages are in DRIFTBOTTLE_NODE_MODULES.
'use strict';

const http = require('http');
const path = require('path');
const modules = process.env.DRIFTBOTTLE_NODE_MODULES;
const wechat = require(path.join(modules, 'wechat'));
const Api = require(path.join(modules, 'co-wechat-api'));

const [base, appid, secret, token, encodingAESKey] = process.argv.slice(2);
const api = new Api(appid, secret);
api.prefix = `${base}/cgi-bin/`;

const answer = wechat({ token, appid, encodingAESKey }, (req, res) => {
  const message = req.weixin;
  if (message.MsgType !== 'text') {
    return res.reply('');
  }
  res.reply(`Node 听到：${message.Content}`);
  api.sendText(message.FromUserName, `Node 也发了：${message.Content}`).catch((error) => console.error(error));
});

const server = http.createServer((req, res) => {
  req.query = Object.fromEntries(new URL(req.url, 'http://bot').searchParams);
  answer(req, res, (error) => {
    res.writeHead(error ? 500 : 404);
    res.end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
