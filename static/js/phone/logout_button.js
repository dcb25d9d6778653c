/* The log-out button of a cadre's page with the desk's head line. */
import { able } from "./able.js";
import { guard } from "./leaving.js";

if (able()) document.querySelectorAll("form[data-leaving]").forEach(guard);
