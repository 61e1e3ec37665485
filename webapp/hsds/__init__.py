"""How do other directories read our entries? By Open Referral HSDS 3.0, in Dutch whoever asks."""
