// Files dropped on the page go into the field of the form; too large or too many are said before they are sent.

const form = document.querySelector("form.drop");
const field = form.querySelector("input[type=file]");
const list = form.querySelector(".chosen");
const button = form.querySelector("button");

for (const event of ["dragover", "dragleave", "drop"]) {
  form.addEventListener(event, (each) => {
    each.preventDefault();
    form.classList.toggle("over", event === "dragover");
  });
}
form.addEventListener("drop", (event) => {
  const chosen = new DataTransfer();
  for (const file of event.dataTransfer.files) chosen.items.add(file);
  field.files = chosen.files;
  show();
});
field.addEventListener("change", show);
form.addEventListener("submit", () => setTimeout(() => { button.disabled = true; }));

function show() {
  const files = [...field.files];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const lines = files.map((file) => `${file.name}（${Math.max(1, Math.round(file.size / 1024)).toLocaleString()} KiB）`);
  const tooMany = files.length > Number(form.dataset.most);
  const tooLarge = size > Number(form.dataset.limit);
  if (tooMany) lines.unshift(list.dataset.tooMany);
  if (tooLarge) lines.unshift(list.dataset.tooLarge);
  list.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  button.disabled = tooMany || tooLarge;
}
