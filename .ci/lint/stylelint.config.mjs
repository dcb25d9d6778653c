/* The standard rules. What they would have otherwise:
   - a short rule stands on one line, so that a part of a page is seen at a glance;
   - rules stand with the part they belong to, not in the order of their specificity;
   - the phones of some villages know no `(width <= 600px)`. */
export default {
  extends: "stylelint-config-standard",
  rules: {
    "declaration-block-single-line-max-declarations": 4,
    "rule-empty-line-before": null,
    "no-descending-specificity": null,
    "media-feature-range-notation": "prefix",
  },
};
