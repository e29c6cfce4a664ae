// A telephone's photo is far larger than a proof has to be: it is made smaller before it goes over a weak line. The
// picture is turned upright as its camera noted; where it was taken does not go along.
const LONGEST = 1600;
const LIGHT = 1e6;
const TYPES = new Set(["image/jpeg", "image/png", "image/webp"]);

// The file itself where it is no photo, where it cannot be read, or where nothing would be won.
export async function shrunk(file) {
  if (!TYPES.has(file.type)) return file;
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file;
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size < LIGHT) {
    picture.close();
    return file;
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  if (!made || made.size >= file.size) return file;
  const name = `${file.name.replace(/\.\w{1,5}$/, "")}.jpg`;
  return new File([made], name, { type: "image/jpeg", lastModified: file.lastModified });
}
