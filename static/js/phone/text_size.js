/* Before anything is drawn: the size of type chosen on this phone. */
document.documentElement.classList.toggle("is-large", localStorage.getItem("large") === "on");
