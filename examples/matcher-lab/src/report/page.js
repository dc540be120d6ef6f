(() => {
  const root = document.documentElement;
  const show = (language) => {
    root.dataset.lang = language;
    root.lang = language === "zh" ? "zh-CN" : "en";
  };
  show(/^zh/i.test(navigator.language) || location.hash === "#zh" ? "zh" : "en");
  if (location.hash === "#en") show("en");
  document.getElementById("language").onclick = () => show(root.dataset.lang === "zh" ? "en" : "zh");
  document.getElementById("theme").onclick = () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
})();
