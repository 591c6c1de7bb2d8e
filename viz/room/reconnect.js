// A page that has lost its server tries it every other second, and opens again where it was once it answers.
setInterval(() => {
  if (!document.querySelector(".lost")) return;
  fetch("/readyz").then((answer) => { if (answer.ok) location.reload(); }, () => undefined);
}, 2000);
