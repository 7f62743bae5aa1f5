// The same mark as the program's page leaves (ui/src/host/ready.ts), once the first frame with the text has been drawn.
requestAnimationFrame(() => setTimeout(() => performance.mark('interactive')));
