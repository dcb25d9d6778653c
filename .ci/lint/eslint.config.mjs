/* The scripts: what eslint recommends. */
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    // `{ key, ...rest }` leaves the key out.
    rules: { "no-unused-vars": ["error", { ignoreRestSiblings: true }] },
  },
  { files: ["static/js/phone/*.js"], languageOptions: { sourceType: "module" } },
  {
    files: ["static/js/*.js", "static/js/phone/text_size.js"],
    languageOptions: { sourceType: "script", globals: { echarts: "readonly", htmx: "readonly" } },
  },
];
