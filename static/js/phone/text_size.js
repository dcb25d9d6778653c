/* Large type, chosen on this phone for all its pages. No module: it runs before anything is drawn. */
(function () {
  "use strict";
  const isLarge = () => localStorage.getItem("large") === "on";
  const show = () => document.documentElement.classList.toggle("is-large", isLarge());

  function setLarge(on) {
    localStorage.setItem("large", on ? "on" : "off");
    show();
  }

  window.textSize = { isLarge, setLarge };
  show();
}());
