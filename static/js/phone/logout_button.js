/* The log-out button of a cadre's page with the desk's head line. */
import { guard } from "./logout.js";
import { isSupported } from "./support.js";

if (isSupported()) document.querySelectorAll("form[data-leaving]").forEach(guard);
