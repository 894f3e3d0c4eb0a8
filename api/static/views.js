// Saves the picture of a view as PNG: the SVG file of this server, drawn on a canvas.

const SCALE = 2;

for (const link of document.querySelectorAll("a[data-png]")) {
  link.hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    save(link.href, link.dataset.png);
  });
}

async function save(address, name) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    const file = document.createElement("a");
    file.href = URL.createObjectURL(blob);
    file.download = name;
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 1000);
  }, "image/png");
}
