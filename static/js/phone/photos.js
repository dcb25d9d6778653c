/* Photos before they are kept: drawn anew, upright, no longer than 1600 px. What is drawn has no
   metadata: neither the place nor the phone nor the time it was taken is known to the new picture. */
import { sha256 } from "./content.js";

const LONGEST = 1600;
const QUALITY = 0.82;
const SMALL = 160;

async function drawn(blob, longest) {
  const picture = await createImageBitmap(blob, { imageOrientation: "from-image" });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

/* → {bytes, sha256}; throws for what this phone cannot draw. */
export async function shrink(file) {
  const canvas = await drawn(file, LONGEST);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { bytes, sha256: await sha256(bytes) };
}

/* A small picture of kept bytes; the page's rules forbid addresses of pictures, so it is a canvas. */
export async function small(bytes, words) {
  const canvas = await drawn(new Blob([bytes], { type: "image/jpeg" }), SMALL);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words);
  return canvas;
}
