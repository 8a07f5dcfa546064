// Makes a photograph small enough for a stairway's line. Drawn anew, so that nothing of the telephone stays in it:
// no place, no model, no thumbnail of something else.

/** The server takes 45,000 bytes; base64 has four characters for three of them. */
const text_max = 60_000;
const tries = [
  { side: 1280, quality: 0.6 },
  { side: 1024, quality: 0.6 },
  { side: 960, quality: 0.45 },
  { side: 720, quality: 0.45 },
  { side: 480, quality: 0.4 },
  { side: 320, quality: 0.3 },
] as const;

/** Base64 of a JPEG. Fails where the file is no picture. */
export async function small_jpeg(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    for (const { side, quality } of tries) {
      const text = draw(picture, side).toDataURL('image/jpeg', quality).split(',')[1] ?? '';
      if (text !== '' && text.length <= text_max) return text;
    }
  } finally {
    picture.close();
  }
  throw new Error('no picture, or none that can be made small');
}

function draw(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
